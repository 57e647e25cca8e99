package io.crossauth.client.resource.login;

import io.crossauth.error.ConfigurationException;
import io.crossauth.internal.http.TrustedAddresses;
import io.crossauth.internal.text.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The authorization servers that a user may be sent to: a list of the program, and what its user
 * says of others.
 *
 * @param listed issuers, exactly as they name themselves
 * @param asked says whether one that is not listed may be used
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-7.6">RFC 9728 section 7.6</a>
 */
record AllowedServers(Set<String> listed, Predicate<String> asked) {

  /**
   * The one to use: the first that is listed, else the first that the user allows.
   *
   * @param resource whose metadata names them
   * @throws ConfigurationException {@code config.server_not_allowed} if it is none of them
   */
  String choose(List<String> servers, URI resource) {
    return servers.stream()
        .filter(listed::contains)
        .findFirst()
        .or(() -> askedFor(servers, resource))
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "config.server_not_allowed",
                    "resource metadata, authorization_servers: expected one that the program or its"
                        + " user allows, found "
                        + Printable.of(String.join(", ", servers), 300)
                        + "; allow it if the API is to be trusted with its choice"));
  }

  /** Nobody is asked about an issuer that could not be used. */
  private Optional<String> askedFor(List<String> servers, URI resource) {
    TrustedAddresses addresses = TrustedAddresses.of(resource);
    return servers.stream().filter(s -> isUsable(s, addresses)).filter(asked).findFirst();
  }

  private static boolean isUsable(String issuer, TrustedAddresses addresses) {
    try {
      URI uri = new URI(issuer);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("https") || scheme.equals("http"))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.toASCIIString().equals(issuer)
          && addresses.objection(uri).isEmpty();
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
