package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.TransportException;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenMint;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where an issuer stands for many tenants, failures name the address that was really called. */
class TenantKeysTest {

  private static final String ISSUER = "https://login.example.com/{tenantid}/v2.0";
  private static final String CALLED =
      "https://login.example.com/organizations/v2.0/.well-known/openid-configuration";

  private final Checkpoint at = new Checkpoint();
  private final ScriptedTransport transport = new ScriptedTransport();

  private TransportException failure(TokenType type) {
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(ISSUER)
            .audience(Checkpoint.CLIENT)
            .discoveryUri(URI.create(CALLED))
            .transport(transport)
            .platform(at.time.platform())
            .build();
    TokenMint mint =
        TokenMint.issuedBy(ISSUER.replace("{tenantid}", "t1"))
            .withClock(at.time)
            .withKey(TestKeys.rsa());
    String token =
        (type == TokenType.ID ? mint.idToken() : mint.accessToken()).claim("tid", "t1").compact();
    return catchThrowableOfType(TransportException.class, () -> consumer.verify(token, type));
  }

  private static void namesTheCalledAddressOnce(TransportException failure) {
    String message = String.valueOf(failure.getMessage());
    assertThat(message).contains(CALLED).doesNotContain("/tenantid/");
    assertThat(message.indexOf(CALLED)).isEqualTo(message.lastIndexOf(CALLED));
    assertThat(failure.endpoint()).isEqualTo(CALLED);
  }

  @Test
  @DisplayName("keys of an access token: no metadata there")
  void noMetadata() {
    transport.json(404, "{}");

    namesTheCalledAddressOnce(failure(TokenType.ACCESS));
  }

  @Test
  @DisplayName("keys of an access token: metadata without an address of keys")
  void noJwksUri() {
    transport.json(200, "{\"issuer\":\"" + ISSUER + "\"}");

    namesTheCalledAddressOnce(failure(TokenType.ACCESS));
  }

  @Test
  @DisplayName("algorithms of an ID token: metadata of another issuer")
  void anotherIssuer() {
    transport.json(200, "{\"issuer\":\"https://login.example.com/common/v2.0\"}");

    namesTheCalledAddressOnce(failure(TokenType.ID));
  }
}
