/** Where time and bytes go, by the JDK's flight recorder. */
@NullMarked
package io.crossauth.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
