package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.http.AddressBook;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.internal.json.Json;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.fault.Connection;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A provider at which nothing is odd, until a test makes something so. */
final class Site implements AutoCloseable {

  private final FaultServer server;
  final String issuer;
  final Map<String, Object> metadata = new LinkedHashMap<>();
  final List<Map<String, Object>> keys = new ArrayList<>();
  final Map<String, String> metadataHeaders = new LinkedHashMap<>();
  final Map<String, String> keyHeaders = new LinkedHashMap<>();
  final Map<String, Reply> instead = new LinkedHashMap<>();
  Duration clockOffset = Duration.ZERO;
  Duration ourOffset = Duration.ZERO;
  boolean dates = true;

  Site(FaultServer server, String path) {
    this(server, server.uri("").getScheme() + "://localhost:" + server.port(), path);
  }

  Site(FaultServer server, String origin, String path) {
    this.server = server;
    this.issuer = origin + path;
    metadata.put("issuer", issuer);
    metadata.put("authorization_endpoint", issuer + "/authorize");
    metadata.put("token_endpoint", issuer + "/token");
    metadata.put("userinfo_endpoint", issuer + "/userinfo");
    metadata.put("revocation_endpoint", issuer + "/revoke");
    metadata.put("pushed_authorization_request_endpoint", issuer + "/par");
    metadata.put("jwks_uri", issuer + "/keys");
    metadata.put("response_types_supported", List.of("code"));
    metadata.put("subject_types_supported", List.of("public"));
    metadata.put("id_token_signing_alg_values_supported", List.of("RS256", "ES256"));
    metadata.put("code_challenge_methods_supported", List.of("S256"));
    metadata.put("authorization_response_iss_parameter_supported", true);
    metadata.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
    metadata.put("dpop_signing_alg_values_supported", List.of("ES256"));
    metadataHeaders.put("Content-Type", "application/json");
    keyHeaders.put("Content-Type", "application/jwk-set+json");
    keyHeaders.put("Cache-Control", "public, max-age=3600");
    keys.add(jwk(TestKeys.rsa("rsa-1")));
    keys.add(jwk(TestKeys.p256("ec-1")));
    server.always(this::answer);
  }

  static Site plain() {
    return new Site(FaultServer.start(), "");
  }

  static Site tls() {
    return new Site(FaultServer.startTls(CertificateKind.GOOD), "");
  }

  static Map<String, Object> jwk(TestKey key) {
    return new LinkedHashMap<>(key.publicJwk());
  }

  Instant theirNow() {
    return Clock.systemUTC().instant().plus(clockOffset);
  }

  private void answer(Connection connection) throws IOException {
    String path = connection.request().path();
    Reply reply = instead.getOrDefault(path, usual(path));
    if (dates) {
      reply =
          reply.header(
              "Date",
              DateTimeFormatter.RFC_1123_DATE_TIME.format(theirNow().atZone(ZoneOffset.UTC)));
    }
    connection.write(reply.head());
    connection.write(reply.body());
  }

  private Reply usual(String path) {
    if (path.equals(URI.create(issuer).getPath() + "/.well-known/openid-configuration")) {
      return document(Json.write(metadata), metadataHeaders);
    }
    if (path.endsWith("/keys")) {
      return document(Json.write(Map.of("keys", keys)), keyHeaders);
    }
    return Reply.of(path.contains("well-known") ? 404 : 405).body("no");
  }

  Reply document() {
    return document(Json.write(metadata), metadataHeaders);
  }

  private static Reply document(String text, Map<String, String> headers) {
    Reply reply = Reply.of(200).body(text);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      reply = reply.header(header.getKey(), header.getValue());
    }
    return reply;
  }

  ApacheHttpTransport.Builder transport() {
    return ApacheHttpTransport.builder()
        .sslContext(TestCertificates.shared().clientContext())
        .callTimeout(Duration.ofSeconds(2));
  }

  /** Where names lead to this server. */
  AddressBook named(String host, int port) {
    return AddressBook.empty()
        .plus(host, port, new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
  }

  List<Finding> check() {
    return check(transport());
  }

  List<Finding> check(ApacheHttpTransport.Builder builder) {
    try (ApacheHttpTransport transport = builder.build()) {
      Platform system = Platform.system();
      return ProviderCheck.builder(issuer)
          .transport(transport)
          .platform(system.withClock(Clock.offset(system.clock(), ourOffset)))
          .build()
          .run();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
