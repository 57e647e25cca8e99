package io.crossauth.client.device;

import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A device code to wait for, and what to show the user meanwhile. Immutable and safe for use by
 * many threads; no text form shows the device code.
 *
 * @param deviceCode what is polled with; never shown
 * @param userCode what the user types, printable
 * @param verificationUri where the user types it
 * @param verificationUriComplete the same with the code in it, if the server has that
 * @param expiresIn how long the codes live from now
 * @param interval how long to wait between polls: 5 s if the server does not say, 1 s at least
 * @param scopes the scopes that were asked for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.2">RFC 8628 section 3.2</a>
 */
public record OAuthDeviceAuthorizationResponse(
    Secret deviceCode,
    String userCode,
    URI verificationUri,
    Optional<URI> verificationUriComplete,
    Duration expiresIn,
    Duration interval,
    Set<String> scopes) {

  /** What RFC 8628 section 3.2 says where the server says nothing: 5 s. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
}
