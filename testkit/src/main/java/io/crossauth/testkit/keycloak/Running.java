package io.crossauth.testkit.keycloak;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A server that answers.
 *
 * @param issuer the issuer of the realm, as its metadata say it
 * @param tlsIssuer the same realm's issuer by https, where clients may show a certificate of this
 *     process' authority; empty if the server is not ours
 * @param keys the private keys of the realm's key clients
 * @param since the earliest event that is ours
 * @param stop ends the server if it is ours; may be called often, never throws
 * @param callbackObstacle why the server cannot send requests to 127.0.0.1 of this machine; empty
 *     if it can
 */
record Running(
    URI issuer,
    Optional<URI> tlsIssuer,
    ClientKeys keys,
    Instant since,
    Runnable stop,
    Optional<String> callbackObstacle) {}
