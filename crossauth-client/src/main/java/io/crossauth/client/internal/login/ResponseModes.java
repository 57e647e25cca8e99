package io.crossauth.client.internal.login;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.text.Printable;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.Optional;

/**
 * How a login asks for its response.
 *
 * @see <a href="https://openid.net/specs/oauth-v2-jarm-final.html#name-response-encoding">JARM
 *     section 2.3</a>
 */
final class ResponseModes {

  private ResponseModes() {}

  /** Whether the response is to be a JWT. */
  static boolean isJwt(Optional<String> mode) {
    return mode.filter(name -> name.equals("jwt") || name.endsWith(".jwt")).isPresent();
  }

  /**
   * Checks what a login is about to ask for. Plain modes are not looked up, since servers leave
   * them out of their lists.
   *
   * @param checksJwts whether this client can check JWTs
   */
  static void check(Optional<String> mode, OpenIdConfiguration configuration, boolean checksJwts) {
    if (!isJwt(mode)) {
      return;
    }
    String name = mode.orElseThrow();
    if (!checksJwts) {
      throw new IllegalArgumentException(
          "responseMode: expected a provider with an issuer, whose JWTs can be checked, found none");
    }
    // JARM section 2.3.4: jwt stands for query.jwt where a code is asked for.
    boolean listed =
        configuration.mayUse(MetadataField.RESPONSE_MODES_SUPPORTED, name)
            || (name.equals("jwt")
                && configuration.mayUse(MetadataField.RESPONSE_MODES_SUPPORTED, "query.jwt"));
    if (!listed) {
      throw new InvalidResponseException(
          "response_mode",
          "provider metadata, response_modes_supported: expected "
              + Printable.of(name, 20)
              + ", found none");
    }
  }
}
