package io.crossauth.benchmarks.athand;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossauth.client.OAuthClient;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that answers at once, in memory, and counts what it is asked. */
public final class Provider implements HttpTransport {

  static final String ISSUER = "https://id.example.com/realms/shop";
  static final String AUDIENCE = "orders-api";
  static final String CLIENT = "shop";
  static final String SECRET = "test-secret-of-the-shop";

  private static final String TOKEN = "/token";
  private static final String INTROSPECTION = "/introspect";

  /** As long as those of Keycloak. */
  private static final String ACCESS_TOKEN = "a".repeat(1_500);

  /** A day: nothing is due while this runs. */
  private static final String TOKENS =
      """
      {"access_token":"%s","expires_in":86400,"token_type":"Bearer","scope":"orders:write",
       "issued_token_type":"urn:ietf:params:oauth:token-type:access_token"}
      """
          .formatted(ACCESS_TOKEN);

  private static final String ACTIVE =
      """
      {"active":true,"iss":"%s","aud":"%s","sub":"alice","scope":"orders:read","exp":4000000000}
      """
          .formatted(ISSUER, AUDIENCE);

  private final AtomicInteger calls = new AtomicInteger();

  @Override
  public HttpReply send(HttpCall call) {
    calls.incrementAndGet();
    String answer = call.uri().getPath().endsWith(INTROSPECTION) ? ACTIVE : TOKENS;
    Headers json = Headers.of("Content-Type", "application/json");
    return new HttpReply(200, json, answer.getBytes(UTF_8));
  }

  /** How often it was asked for anything. */
  int calls() {
    return calls.get();
  }

  /** A client of it, which asks it in memory. */
  public OAuthClient client() {
    OpenIdConfiguration server =
        OpenIdConfiguration.builder()
            .issuer(ISSUER)
            .tokenEndpoint(ISSUER + TOKEN)
            .jwksUri(ISSUER + "/jwks")
            .with(MetadataField.INTROSPECTION_ENDPOINT, ISSUER + INTROSPECTION)
            .build();
    return OAuthClient.builder(server)
        .clientId(CLIENT)
        .clientSecret(Secret.of(SECRET))
        .transport(this)
        .build();
  }
}
