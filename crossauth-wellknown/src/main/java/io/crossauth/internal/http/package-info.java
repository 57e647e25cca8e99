/** What more than one floor reads from HTTP answers; ours alone. */
@NullMarked
package io.crossauth.internal.http;

import org.jspecify.annotations.NullMarked;
