/** Mutated tokens before our check and before those of others. */
@NullMarked
package io.crossauth.tokenconsumer.differential;

import org.jspecify.annotations.NullMarked;
