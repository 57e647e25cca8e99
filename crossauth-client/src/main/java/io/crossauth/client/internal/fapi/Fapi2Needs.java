package io.crossauth.client.internal.fapi;

/**
 * What a client needs of its provider beside what FAPI 2.0 demands of every one.
 *
 * @param dpop whether tokens are bound to a key
 * @param certificate whether tokens are bound to a certificate
 * @param signedRequests whether requests and callbacks are signed
 */
public record Fapi2Needs(boolean dpop, boolean certificate, boolean signedRequests) {}
