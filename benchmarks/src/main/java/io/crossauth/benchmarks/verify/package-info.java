/** How long our checks take, beside the bare signature. */
@NullMarked
package io.crossauth.benchmarks.verify;

import org.jspecify.annotations.NullMarked;
