/** The platform a program depends on: date, duration, waiting and chance. */
@NullMarked
package io.crossauth.platform;

import org.jspecify.annotations.NullMarked;
