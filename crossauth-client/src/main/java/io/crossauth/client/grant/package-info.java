/** Grants, exchanged for tokens at the token endpoint. */
@NullMarked
package io.crossauth.client.grant;

import org.jspecify.annotations.NullMarked;
