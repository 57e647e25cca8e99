package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.provider.Client.Proof;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** Who sent a request (RFC 6749 section 2.3, OpenID Connect Core section 9). */
final class ClientAuthenticator {

  private static final String BASIC = "Basic ";

  /** An id with what it came with. */
  private record Credentials(String id, Optional<String> secret) {}

  private final Realm realm;
  private final AssertionCheck assertions;
  private final CertificateCheck certificates;

  ClientAuthenticator(Realm realm) {
    this.realm = realm;
    this.assertions = new AssertionCheck(realm);
    this.certificates = new CertificateCheck(realm.settings());
  }

  /** The client, authenticated by the one method it is registered with. */
  Client authenticate(RecordedRequest request, Parameters parameters) {
    Optional<String> basic = request.header("Authorization").filter(text -> text.startsWith(BASIC));
    Optional<String> secret = parameters.find("client_secret");
    Optional<String> assertion = parameters.find("client_assertion");
    // RFC 6749 section 2.3: no more than one method in each request.
    long methods = Stream.of(basic, secret, assertion).filter(Optional::isPresent).count();
    if (methods > 1) {
      throw ProtocolError.invalidRequest("more than one client authentication method");
    }
    if (assertion.isPresent()) {
      return assertions.check(assertion.get(), parameters);
    }
    Credentials credentials =
        basic
            .map(ClientAuthenticator::basic)
            .orElseGet(() -> new Credentials(parameters.require("client_id"), secret));
    if (parameters.find("client_id").filter(id -> !id.equals(credentials.id())).isPresent()) {
      throw ProtocolError.invalidRequest("two different clients in one request");
    }
    return realm
        .client(credentials.id())
        .filter(client -> proven(client, credentials.secret(), request))
        .orElseThrow(
            () -> ProtocolError.invalidClient("Invalid client or Invalid client credentials"));
  }

  private boolean proven(Client client, Optional<String> secret, RecordedRequest request) {
    if (client.proof() == Proof.NONE) {
      return secret.isEmpty();
    }
    if (client.proof() == Proof.CERTIFICATE) {
      return secret.isEmpty() && certificates.proves(client, request);
    }
    Optional<String> expected =
        realm.registrations().secret(client.id()).or(() -> realm.settings().secret(client));
    return client.proof() == Proof.SECRET
        && secret.isPresent()
        && MessageDigest.isEqual(
            secret.get().getBytes(StandardCharsets.UTF_8),
            expected.orElseThrow().getBytes(StandardCharsets.UTF_8));
  }

  /** RFC 6749 section 2.3.1: each part is form-encoded before they are joined by a colon. */
  private static Credentials basic(String header) {
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()));
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return new Credentials(Form.decode(parts[0]), Optional.of(Form.decode(parts[1])));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw ProtocolError.invalidClient("broken Authorization header");
    }
  }
}
