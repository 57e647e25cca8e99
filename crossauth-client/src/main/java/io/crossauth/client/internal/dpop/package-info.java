/** DPoP at the client: keys, proofs, nonces. */
@NullMarked
package io.crossauth.client.internal.dpop;

import org.jspecify.annotations.NullMarked;
