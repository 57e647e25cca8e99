/** What the claims of a token must say, one check in each file; ours alone. */
@NullMarked
package io.crossauth.tokenconsumer.internal.check;

import org.jspecify.annotations.NullMarked;
