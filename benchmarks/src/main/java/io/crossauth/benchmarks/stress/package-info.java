/** Programs that load our checks until something gives, and print figures. */
@NullMarked
package io.crossauth.benchmarks.stress;

import org.jspecify.annotations.NullMarked;
