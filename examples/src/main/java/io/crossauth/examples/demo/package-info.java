/** The demo: every flow of the client against a real provider, with the proof beside it. */
@NullMarked
package io.crossauth.examples.demo;

import org.jspecify.annotations.NullMarked;
