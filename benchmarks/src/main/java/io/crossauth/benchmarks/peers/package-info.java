/** The libraries that are measured, all set to check the same things of the same tokens. */
@NullMarked
package io.crossauth.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
