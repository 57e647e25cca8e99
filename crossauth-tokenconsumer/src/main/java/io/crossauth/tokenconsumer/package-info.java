/** Checks tokens: whoever holds a {@code VerifiedToken} holds one that is good. */
@NullMarked
package io.crossauth.tokenconsumer;

import org.jspecify.annotations.NullMarked;
