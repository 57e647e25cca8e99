/** The outside worlds a program depends on: date, duration, waiting and chance. */
@NullMarked
package io.crossauth.world;

import org.jspecify.annotations.NullMarked;
