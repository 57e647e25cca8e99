package io.crossauth.testkit.provider;

import io.crossauth.testkit.internal.Base64Url;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request for a code (RFC 6749 section 4.1.1) whose client and redirect URI are good.
 *
 * @param client who asks
 * @param redirectUri where the answer goes
 * @param parameters all that was sent
 */
record AuthorizationRequest(Client client, String redirectUri, Parameters parameters) {

  /** RFC 7636 section 4.1. */
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** For profiles that want https; the browsers of tests hand its callbacks over. */
  private static final String ELSEWHERE = "https://app.example.com/";

  /** JARM section 2.3, besides the plain modes. */
  static final List<String> MODES =
      List.of(
          "query", "fragment", "form_post", "query.jwt", "fragment.jwt", "form_post.jwt", "jwt");

  /** Refuses what may not be answered by a redirect (RFC 6749 section 4.1.2.1). */
  static AuthorizationRequest parse(Parameters parameters, Realm realm) {
    Client client = client(parameters, realm);
    String redirectUri = parameters.require("redirect_uri");
    Optional<RedirectUris> known = registered(client, realm);
    if (!known.map(uris -> uris.contain(redirectUri)).orElseGet(() -> usual(redirectUri))) {
      throw ProtocolError.invalidRequest(
          "Invalid parameter: redirect_uri: expected one of those registered for %s (%s), found %s"
              .formatted(
                  client.id(),
                  known.map(RedirectUris::text).orElse("http of this machine"),
                  redirectUri));
    }
    return new AuthorizationRequest(client, redirectUri, parameters);
  }

  /** Who asks, as far as anybody can say so in a browser's address. */
  static Client client(Parameters parameters, Realm realm) {
    String id = parameters.require("client_id");
    return realm.client(id).orElseThrow(() -> Clients.unknown(id));
  }

  /** What a client is held to; empty for those of TestClients that a test has said nothing of. */
  private static Optional<RedirectUris> registered(Client client, Realm realm) {
    return client
        .own()
        .map(RegisteredClient::redirects)
        .or(() -> Optional.ofNullable(realm.settings().redirectUris().get(client.id())))
        .or(() -> realm.registrations().find(client.id()).map(Registrations.Registration::uris));
  }

  /**
   * For the others every http URI of this machine is registered, and those of an application
   * elsewhere, as in the realm of the real Keycloak.
   */
  private static boolean usual(String redirectUri) {
    try {
      URI uri = URI.create(redirectUri);
      boolean elsewhere = redirectUri.startsWith(ELSEWHERE) && uri.getFragment() == null;
      boolean here =
          "http".equals(uri.getScheme())
              && uri.getHost() != null
              && LOOPBACK.contains(uri.getHost())
              && uri.getFragment() == null;
      return here || elsewhere;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Refuses what is answered by a redirect. */
  void check() {
    if (!client.grants().contains(GrantType.AUTHORIZATION_CODE)) {
      throw Clients.notAllowed(client, GrantType.AUTHORIZATION_CODE);
    }
    if (!parameters.require("response_type").equals("code")) {
      throw ProtocolError.of("unsupported_response_type", "only code is supported");
    }
    if (!MODES.contains(responseMode())) {
      throw ProtocolError.invalidRequest("unknown response_mode");
    }
    if (client.pkceRequired() && !method().equals("S256")) {
      throw ProtocolError.invalidRequest("Missing parameter: code_challenge_method");
    }
    Optional<String> challenge = parameters.find("code_challenge");
    if (client.pkceRequired() && challenge.isEmpty()) {
      throw ProtocolError.invalidRequest("Missing parameter: code_challenge");
    }
    if (!Set.of("S256", "plain").contains(method())
        || challenge.filter(text -> !VERIFIER.matcher(text).matches()).isPresent()) {
      throw ProtocolError.invalidRequest("Invalid parameter: code_challenge");
    }
  }

  String responseMode() {
    return parameters.find("response_mode").orElse("query");
  }

  Set<String> prompt() {
    return parameters
        .find("prompt")
        .map(text -> Set.copyOf(List.of(text.split(" "))))
        .orElse(Set.of());
  }

  /** RFC 7636 section 4.3: {@code plain} when it is not said. */
  private String method() {
    return parameters.find("code_challenge_method").orElse("plain");
  }

  /** RFC 7636 section 4.6, and RFC 9700 section 2.1.1: no challenge, then no verifier either. */
  boolean verifies(Optional<String> verifier) {
    Optional<String> challenge = parameters.find("code_challenge");
    if (challenge.isEmpty() || verifier.isEmpty()) {
      return challenge.isEmpty() && verifier.isEmpty();
    }
    String found = method().equals("S256") ? sha256(verifier.get()) : verifier.get();
    return VERIFIER.matcher(verifier.get()).matches() && challenge.get().equals(found);
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
