package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Consumers of servers that do something their own way. */
class TokensTest {

  @Test
  void accessTokensOfAdFsNameAnotherIssuer() {
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder("https://adfs.example.com/adfs")
            .audience("microsoft:identityserver:orders")
            .accessTokenIssuer("http://adfs.example.com/adfs/services/trust")
            .build();

    assertThat(consumer.issuer()).isEqualTo("https://adfs.example.com/adfs");
    assertThat(consumer.expectsIssuer("http://adfs.example.com/adfs/services/trust")).isTrue();
    consumer.close();
  }

  @Test
  void versionOneOfEntraHasAnIssuerOfItsOwn() {
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder("https://sts.windows.net/{tenantid}/")
            .tenants("11111111-aaaa-4bbb-8ccc-222222222222", "33333333-aaaa-4bbb-8ccc-444444444444")
            .discoveryUri(
                URI.create(
                    "https://login.microsoftonline.com/common/.well-known/openid-configuration"))
            .audience("api://orders")
            .build();

    assertThat(
            consumer.expectsIssuer("https://sts.windows.net/11111111-aaaa-4bbb-8ccc-222222222222/"))
        .isTrue();
    consumer.close();
  }
}
