/**
 * Keeping the clients of one's own authorization server: ids, secrets, redirect URIs, flows.
 *
 * @serial exclude
 */
@NullMarked
package io.crossauth.client.manager;

import org.jspecify.annotations.NullMarked;
