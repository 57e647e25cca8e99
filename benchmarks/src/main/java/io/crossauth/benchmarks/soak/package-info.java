/** A hostile mix at full rate, and what the heap makes of it. */
@NullMarked
package io.crossauth.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
