/** Stand-ins for well-known providers: what each sends, by its documentation, without a network. */
@NullMarked
package io.crossauth.testkit.standin;

import org.jspecify.annotations.NullMarked;
