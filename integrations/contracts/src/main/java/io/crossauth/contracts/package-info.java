/**
 * What every store keeps of its promises, as tests: a back end extends the class of the interface
 * that it implements, and hands in its stores.
 */
@NullMarked
package io.crossauth.contracts;

import org.jspecify.annotations.NullMarked;
