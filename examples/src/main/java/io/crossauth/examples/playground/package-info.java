/** A page to play with: a login, what was checked, what is refused, and what went over the wire. */
@NullMarked
package io.crossauth.examples.playground;

import org.jspecify.annotations.NullMarked;
