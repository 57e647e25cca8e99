package io.crossauth.client.manager;

import io.crossauth.value.Secret;
import java.util.Optional;

/**
 * A client that was made or changed. Immutable and safe for use by many threads.
 *
 * @param client the client as it is stored now
 * @param newSecret its new secret, if it got one; it is stored nowhere, so this is the one chance
 *     to hand it over
 */
public record IssuedClient(RegisteredClient client, Optional<Secret> newSecret) {}
