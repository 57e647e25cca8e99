package io.crossauth.tokenconsumer.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.wellknown.Discovery;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where access tokens name another issuer, its tokens are checked by one source of keys. */
class OneKeySourceTest {

  private static final String AD_FS = "https://adfs.example.com/adfs";
  private static final String TRUST = "http://adfs.example.com/adfs/services/trust";
  private static final String TENANTS = "https://sts.windows.net/{tenantid}/";
  private static final TestKey KEY = TestKeys.p256("one");

  private static OAuthTokenConsumerBuilder consumer(String issuer, KeySet keys) {
    return OAuthTokenConsumer.builder(issuer).audience("orders").keys(keys);
  }

  private static OAuthTokenConsumerBuilder discovering(String issuer) {
    return OAuthTokenConsumer.builder(issuer).audience("orders");
  }

  private static KeySet keys() {
    return KeySet.ofPem(KEY.publicPem());
  }

  static Stream<Arguments> contradictions() {
    return Stream.of(
        Arguments.of(
            "another server takes the name of a real issuer",
            consumer(AD_FS, keys()).accessTokenIssuer(TRUST),
            consumer(TRUST, keys())),
        Arguments.of(
            "two servers, one name",
            consumer(AD_FS, keys()).accessTokenIssuer(TRUST),
            consumer("https://other.example.com", keys()).accessTokenIssuer(TRUST)),
        Arguments.of(
            "one server, found in two places",
            discovering(AD_FS).accessTokenIssuer(TRUST),
            discovering(AD_FS)
                .accessTokenIssuer(TRUST)
                .discoveryUri(URI.create("https://elsewhere.example.com/metadata"))),
        Arguments.of(
            "the name of one tenant among many",
            consumer(TENANTS, keys()),
            consumer(AD_FS, keys()).accessTokenIssuer("https://sts.windows.net/one/")),
        Arguments.of(
            "one server, found by two discoveries",
            discovering(AD_FS).accessTokenIssuer(TRUST).discovery(discovery()),
            discovering(AD_FS).accessTokenIssuer(TRUST).discovery(discovery())),
        Arguments.of(
            "discovered and given",
            discovering(AD_FS).accessTokenIssuer(TRUST),
            consumer(AD_FS, keys()).accessTokenIssuer(TRUST)));
  }

  @ParameterizedTest(name = "case A4 {0}: no resource server is built")
  @MethodSource("contradictions")
  void isRefused(String what, OAuthTokenConsumerBuilder one, OAuthTokenConsumerBuilder two) {
    try (OAuthTokenConsumer first = one.build();
        OAuthTokenConsumer second = two.build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OAuthResourceServer.builder(first, second).build())
          .withMessageContaining("one source of keys");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OAuthResourceServer.builder(second, first).build());
    }
  }

  /** Each may look elsewhere, whatever its issuer is. */
  private static Discovery discovery() {
    HttpTransport nobody =
        call -> {
          throw new IllegalStateException("nobody is asked");
        };
    return Discovery.builder(AD_FS).transport(nobody).build();
  }

  static Stream<Arguments> agreements() {
    KeySet shared = keys();
    Discovery handedIn = discovery();
    return Stream.of(
        Arguments.of(
            "one key set",
            consumer(AD_FS, shared).accessTokenIssuer(TRUST),
            consumer(AD_FS, shared).accessTokenIssuer(TRUST).authorizedParties("b")),
        Arguments.of(
            "one discovery",
            discovering(AD_FS).accessTokenIssuer(TRUST),
            discovering(AD_FS).accessTokenIssuer(TRUST).authorizedParties("b")),
        Arguments.of(
            "one discovery that was handed in",
            discovering(AD_FS).accessTokenIssuer(TRUST).discovery(handedIn),
            discovering(AD_FS).accessTokenIssuer(TRUST).discovery(handedIn)),
        Arguments.of(
            "two names",
            consumer(AD_FS, keys()).accessTokenIssuer(TRUST),
            consumer("https://other.example.com", keys())),
        Arguments.of(
            "one issuer by its own name", consumer(AD_FS, keys()), consumer(AD_FS, keys())));
  }

  @ParameterizedTest(name = "case A4 {0}: a resource server is built")
  @MethodSource("agreements")
  void isBuilt(String what, OAuthTokenConsumerBuilder one, OAuthTokenConsumerBuilder two) {
    try (OAuthTokenConsumer first = one.build();
        OAuthTokenConsumer second = two.build()) {
      assertThat(OAuthResourceServer.builder(first, second).build()).isNotNull();
    }
  }

  @Test
  @DisplayName("case A4 a resource server of several issuers finds the consumer by the other name")
  void isFound() {
    OAuthResourceServer server =
        OAuthResourceServer.builder(
                consumer(AD_FS, keys()).accessTokenIssuer(TRUST).build(),
                consumer("https://id.example.com", keys()).build())
            .build();
    TokenMint mint = TokenMint.issuedBy(TRUST).withKey(KEY).withAudience("orders");

    assertThat(server.verify(mint.accessToken().compact()).issuer()).isEqualTo(TRUST);
    // An access token in the name of the metadata's issuer is none of its.
    assertThatThrownBy(() -> server.verify(mint.accessToken().claim("iss", AD_FS).compact()))
        .isInstanceOfSatisfying(
            TokenRejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectionReason.WRONG_ISSUER));
  }
}
