/**
 * Three processes that share one store: log in at one, refresh at another, log out at the third.
 */
@NullMarked
package io.crossauth.examples.nodes;

import org.jspecify.annotations.NullMarked;
