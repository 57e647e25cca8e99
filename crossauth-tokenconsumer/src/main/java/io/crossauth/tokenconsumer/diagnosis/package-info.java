/** Looks at a provider from outside, and says what is odd about it. */
@NullMarked
package io.crossauth.tokenconsumer.diagnosis;

import org.jspecify.annotations.NullMarked;
