/** What a token call, a token source, a first call and the caches cost. */
@NullMarked
package io.crossauth.benchmarks.calls;

import org.jspecify.annotations.NullMarked;
