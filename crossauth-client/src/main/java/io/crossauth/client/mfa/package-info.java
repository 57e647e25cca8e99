/**
 * The second factor of a password login, by Auth0's protocol.
 *
 * @serial exclude
 */
@NullMarked
package io.crossauth.client.mfa;

import org.jspecify.annotations.NullMarked;
