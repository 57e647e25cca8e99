package io.crossauth.client.ciba;

import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The server's word that it asks the user, and what the tokens must say in the end. Immutable and
 * safe for use by many threads; no text form shows the {@code auth_req_id}.
 *
 * @param authReqId what is polled with; never shown
 * @param expiresIn how long the request lives from now
 * @param interval how long to wait between polls: 5 s if the server does not say, 1 s at least
 * @param scopes the scopes that were asked for
 * @param acrValues the authentication contexts that were asked for; empty for any
 * @param subject the one user that was asked for, where the program knows: that of {@code
 *     id_token_hint}
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#successful_authentication_request_acknowdlegment">
 *     CIBA Core 1.0 section 7.3</a>
 */
public record CibaAcknowledgement(
    Secret authReqId,
    Duration expiresIn,
    Duration interval,
    Set<String> scopes,
    List<String> acrValues,
    Optional<String> subject) {

  /** What CIBA Core 1.0 section 7.3 says where the server says nothing: 5 s. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  /**
   * Copies the collections; programs get it from {@link CibaFlow#start}.
   *
   * @param authReqId what is polled with
   * @param expiresIn how long the request lives from now: more than zero
   * @param interval how long to wait between polls
   * @param scopes the scopes that were asked for
   * @param acrValues the authentication contexts that were asked for; empty for any
   * @param subject the one user that was asked for, if one was
   */
  public CibaAcknowledgement {
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    acrValues = List.copyOf(acrValues);
  }

  /**
   * {@return a name for this request that gives nothing away: SHA-256 of its {@code auth_req_id},
   * as base64url of 43 characters; the same on every node}
   */
  public String id() {
    return Hashes.sha256(authReqId.reveal());
  }
}
