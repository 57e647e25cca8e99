/** What the client signs: JWTs, the keys for them, and PKCE. */
@NullMarked
package io.crossauth.client.internal.jose;

import org.jspecify.annotations.NullMarked;
