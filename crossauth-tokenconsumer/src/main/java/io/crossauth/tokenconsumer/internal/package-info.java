/** Compact tokens, algorithms and signatures; ours alone. */
@NullMarked
package io.crossauth.tokenconsumer.internal;

import org.jspecify.annotations.NullMarked;
