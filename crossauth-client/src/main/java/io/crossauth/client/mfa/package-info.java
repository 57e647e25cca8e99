/** The second factor of a password login, by Auth0's protocol. */
@NullMarked
package io.crossauth.client.mfa;

import org.jspecify.annotations.NullMarked;
