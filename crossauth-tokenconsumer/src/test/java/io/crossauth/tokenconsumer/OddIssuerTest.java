package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.internal.IssuerAddress;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer is a name: it need not be an address, and no failure of the JDK's escapes for it. */
class OddIssuerTest {

  private final Checkpoint at = new Checkpoint();

  @ParameterizedTest(name = "case A16 metadata that are wrong are no answer, for the issuer {0}")
  @ValueSource(
      strings = {
        "acme corp",
        "https://id.example.com/realms/my shop",
        "https://{tenantid}.example.com/a b",
        "https://my_host",
        "//",
        ":",
        "a:b c",
        "mailto:",
        "%",
        "https://id.example.com/%zz",
        "http://[::1",
        "ünïcödé?#",
        "urn:example:a b"
      })
  void noFailureOfTheJdk(String issuer) {
    Map<String, Object> members = new HashMap<>();
    members.put("issuer", issuer);
    members.put("id_token_signing_alg_values_supported", "RS256");
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(issuer)
            .audience(Checkpoint.CLIENT)
            .configuration(OpenIdConfiguration.of(members))
            .keys(KeySet.ofJwks(TestKeys.jwks(Checkpoint.keys())))
            .platform(at.time.platform())
            .build();
    TokenMint mint = TokenMint.issuedBy(issuer).withClock(at.time);
    String token = mint.idToken().compact();

    Throwable failure = catchThrowable(() -> consumer.verify(token, TokenType.ID));
    assertThat(failure).isInstanceOf(TransportException.class);
    assertThat(failure.getMessage()).contains("id_token_signing_alg_values_supported");
    // The second refusal is a remembered one.
    assertThat(catchThrowable(() -> consumer.verify(token, TokenType.ID)))
        .isInstanceOf(TransportException.class);
    Throwable access = catchThrowable(() -> consumer.verify("a.b.c", TokenType.ACCESS));
    assertThat(access).isInstanceOf(CrossauthException.class);
  }

  @DisplayName("case A16 an issuer's address is always one")
  @ParameterizedTest(name = "case A16 the address of {0}")
  @ValueSource(strings = {"acme corp", "https://a.example", "//", ":", "%", "", "a:b c", "\u0000"})
  void addresses(String issuer) {
    URI address = IssuerAddress.of(issuer);

    assertThat(URI.create(address.toString())).isEqualTo(address);
  }
}
