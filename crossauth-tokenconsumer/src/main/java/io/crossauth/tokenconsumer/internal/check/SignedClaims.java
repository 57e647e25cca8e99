package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token whose signature is good, but whose claims have not been checked.
 *
 * @param claims what it says
 * @param typ the kind that its header names, or null
 * @param algorithm how it is signed, or null for an opaque token
 * @param keyIssuer the one issuer that its key is for, or null if the key does not say
 * @param now the date
 */
public record SignedClaims(
    Claims claims,
    @Nullable String typ,
    @Nullable JwsAlgorithm algorithm,
    @Nullable String keyIssuer,
    Instant now) {}
