/** The keys that signatures are checked with, and where they come from. */
@NullMarked
package io.crossauth.tokenconsumer.jwks;

import org.jspecify.annotations.NullMarked;
