/**
 * What token requests say and token responses bring, shared by all flows, and what a provider does
 * there its own way ({@link io.crossauth.client.token.ProviderQuirks}; the providers themselves are
 * in {@code client.provider}, which stands on the client, as this does not).
 */
@NullMarked
package io.crossauth.client.token;

import org.jspecify.annotations.NullMarked;
