/** Asking the server what a token is. */
@NullMarked
package io.crossauth.client.introspection;

import org.jspecify.annotations.NullMarked;
