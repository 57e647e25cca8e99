/** Ten processes that share the sessions of one store, and everything that can happen to them. */
@NullMarked
package io.crossauth.benchmarks.nodes;

import org.jspecify.annotations.NullMarked;
