/** What DPoP costs: a proof that is made, a request that is checked with one. */
@NullMarked
package io.crossauth.benchmarks.dpop;

import org.jspecify.annotations.NullMarked;
