/** What is at hand already: tokens and answers that a call takes from memory, beside the peers. */
@NullMarked
package io.crossauth.benchmarks.athand;

import org.jspecify.annotations.NullMarked;
