/**
 * The one family of failures: what went wrong, whose fault it is, whether trying again helps.
 *
 * @serial exclude
 */
@NullMarked
package io.crossauth.error;

import org.jspecify.annotations.NullMarked;
