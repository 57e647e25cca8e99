package io.crossauth.wellknown;

import io.crossauth.internal.http.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoints the metadata of an issuer may name. A document from elsewhere must not send this
 * program, or its user's browser, to services of this machine, nor from https back to plain http:
 * that may only be where the issuer itself is there, or what the program has configured.
 *
 * <p>An endpoint that may not be is refused when it is asked for, and harms nobody else.
 */
final class EndpointRule {

  private static final String ALIASES = "mtls_endpoint_aliases";

  private final URI issuer;
  private final List<URI> trusted;

  private EndpointRule(URI issuer, List<URI> trusted) {
    this.issuer = issuer;
    this.trusted = trusted;
  }

  /**
   * The rule of an issuer.
   *
   * @param configured further addresses that the program has given; null ones do not count
   */
  static EndpointRule of(URI issuer, @Nullable URI... configured) {
    List<URI> trusted = new ArrayList<>();
    trusted.add(issuer);
    for (URI uri : configured) {
      if (uri != null) {
        trusted.add(uri);
      }
    }
    return new EndpointRule(issuer, List.copyOf(trusted));
  }

  /** The same metadata, from which no endpoint is handed out that may not be. */
  OpenIdConfiguration applied(OpenIdConfiguration configuration) {
    Map<String, String> refused = new LinkedHashMap<>();
    configuration.members().forEach((name, value) -> check(name, value, refused));
    if (configuration.members().get(ALIASES) instanceof Map<?, ?> aliases) {
      aliases.forEach((name, value) -> check(ALIASES + "." + name, value, refused));
    }
    return refused.isEmpty() ? configuration : configuration.refusing(refused);
  }

  private void check(String name, @Nullable Object value, Map<String, String> refused) {
    boolean endpoint =
        name.endsWith("_endpoint") || name.endsWith("jwks_uri") || name.endsWith("_iframe");
    if (endpoint && value instanceof String text) {
      objection(text).ifPresent(why -> refused.put(name, why));
    }
  }

  /** Why an address may not be; empty if it may, or if it is none. */
  private Optional<String> objection(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host == null) {
      return Optional.empty();
    }
    if (Loopback.is(host)) {
      return trusted.stream().anyMatch(EndpointRule::isHere)
          ? Optional.empty()
          : Optional.of(
              "expected an address of the provider, found one of this machine, which only an"
                  + " issuer on it may name");
    }
    if (scheme.equals("http") && !isHttp(issuer) && trusted.stream().noneMatch(t -> same(t, uri))) {
      return Optional.of("expected https, as the issuer has it, found http");
    }
    return Optional.empty();
  }

  private static boolean isHere(URI uri) {
    return uri.getHost() != null && Loopback.is(uri.getHost());
  }

  private static boolean isHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme());
  }

  /** Whether the program itself has named this host over plain http. */
  private static boolean same(URI configured, URI uri) {
    return isHttp(configured) && uri.getHost().equalsIgnoreCase(configured.getHost());
  }
}
