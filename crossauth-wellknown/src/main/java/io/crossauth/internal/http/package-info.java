/** What several modules know about HTTP; ours alone. */
@NullMarked
package io.crossauth.internal.http;

import org.jspecify.annotations.NullMarked;
