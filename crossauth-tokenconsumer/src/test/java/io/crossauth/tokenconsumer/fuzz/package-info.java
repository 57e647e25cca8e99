/** Readers of what strangers write, given anything at all: targets, and a corpus for them. */
@NullMarked
package io.crossauth.tokenconsumer.fuzz;

import org.jspecify.annotations.NullMarked;
