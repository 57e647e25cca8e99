package io.crossauth.tokenconsumer.resource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByIssuerTest {

  private static OAuthTokenConsumer of(String issuer) {
    return OAuthTokenConsumer.builder(issuer).audience("api").keys(request -> List.of()).build();
  }

  @Test
  @DisplayName("one of a thousand issuers is found")
  void many() {
    List<OAuthTokenConsumer> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(of("https://id.example.com/realms/" + i));
    }
    ByIssuer byIssuer = new ByIssuer(all);

    assertThat(byIssuer.find("https://id.example.com/realms/700")).containsExactly(all.get(700));
    assertThat(byIssuer.find("https://id.example.com/realms/1000")).isEmpty();
  }

  @Test
  @DisplayName("two of one issuer are found in their order, a template among them")
  void order() {
    OAuthTokenConsumer first = of("https://id.example.com/a/v2");
    OAuthTokenConsumer template = of("https://id.example.com/{tenantid}/v2");
    OAuthTokenConsumer last = of("https://id.example.com/a/v2");
    ByIssuer byIssuer = new ByIssuer(List.of(first, template, last));

    assertThat(byIssuer.find("https://id.example.com/a/v2")).containsExactly(first, template, last);
    assertThat(byIssuer.find("https://id.example.com/b/v2")).containsExactly(template);
  }

  @Test
  @DisplayName("a template's own name is none of its tenants")
  void template() {
    ByIssuer byIssuer = new ByIssuer(List.of(of("https://id.example.com/{tenantid}/v2")));

    assertThat(byIssuer.find("https://id.example.com/{tenantid}/v2")).isEmpty();
  }

  @Test
  @DisplayName("the issuer of a plain payload is read off")
  void plain() {
    assertThat(IssuerText.find(bytes("{\"sub\":\"x\",\"iss\":\"https://id.example.com\"}")))
        .isEqualTo("https://id.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"iss\":\"a\",\"x\":{\"iss\":\"b\"}}",
        "{\"x\":{\"iss\":\"a\"},\"\\u0069ss\":\"b\"}",
        "{\"iss\":\"a\\u0062\"}",
        "{\"x\":\"\\\"iss\\\":\\\"a\",\"iss\":\"b\"}",
        "{\"iss\":1}",
        "{\"iss\":\"é\"}",
        "{\"iss\":\"a",
        "{\"x\":\"iss\",\"iss\":\"b\"}"
      })
  @DisplayName("where there is a doubt, all of it is read")
  void doubt(String payload) {
    assertThat(IssuerText.find(bytes(payload))).isNull();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
