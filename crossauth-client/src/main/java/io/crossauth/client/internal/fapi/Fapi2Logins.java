package io.crossauth.client.internal.fapi;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.internal.http.Loopback;
import io.crossauth.tokenconsumer.internal.Fapi2Rule;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What FAPI 2.0 makes of the options of a login.
 *
 * @param signedResponses whether the callback is a JWT (JARM)
 */
public record Fapi2Logins(boolean signedResponses) implements UnaryOperator<LoginOptions> {

  private static final List<String> SIGNED =
      List.of("jwt", "query.jwt", "form_post.jwt", "fragment.jwt");

  /**
   * The options as the profile has them.
   *
   * @throws IllegalArgumentException if it forbids one; the message names the section
   */
  @Override
  public LoginOptions apply(LoginOptions options) {
    options.redirectUri().ifPresent(uri -> requireRedirect("withRedirectUri", uri));
    if (!signedResponses) {
      return options;
    }
    String mode = options.responseMode().orElse("jwt");
    if (!SIGNED.contains(mode)) {
      throw Fapi2Rule.SIGNED_RESPONSES.refused(
          "withResponseMode", "one of " + SIGNED + ", or none for jwt", "one that is not signed");
    }
    return options.withResponseMode(mode);
  }

  /**
   * The code comes back by https; by http only on this machine itself, to a native program (RFC
   * 8252 section 7.3).
   *
   * @param setting what has set the address
   * @throws IllegalArgumentException if it is another
   */
  public static void requireRedirect(String setting, URI uri) {
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    boolean own = "http".equalsIgnoreCase(uri.getScheme()) && Loopback.is(uri.getHost());
    if (!https && !own) {
      throw Fapi2Rule.REDIRECT.refused(
          setting, "https, or http of this machine (RFC 8252 section 7.3)", "a different scheme");
    }
  }
}
