/** What more than one floor knows about HTTP; ours alone. */
@NullMarked
package io.crossauth.internal.http;

import org.jspecify.annotations.NullMarked;
