/** The mint: keys and tokens of every kind, good ones in one call and bad ones in two. */
@NullMarked
package io.crossauth.testkit.mint;

import org.jspecify.annotations.NullMarked;
