/** Telling the server that a token is not needed any more. */
@NullMarked
package io.crossauth.client.revocation;

import org.jspecify.annotations.NullMarked;
