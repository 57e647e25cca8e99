/** How the cost of a call grows with what there is: issuers, keys, sessions, claims, routes. */
@NullMarked
package io.crossauth.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
