package io.crossauth.tokenconsumer.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The hint for a token of another issuer")
class IssuerHintsTest {

  private static final String ISSUER = "https://id.example.com";

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource({
    "https://id.example.com, https://id.example.com/",
    "https://id.example.com/, https://id.example.com"
  })
  void is_the_final_slash(String required, String found) {
    for (boolean accessToken : new boolean[] {true, false}) {
      assertThat(IssuerHints.of(required, found, accessToken))
          .contains("differ in the final slash");
    }
  }

  @Test
  void is_the_issuer_of_access_tokens() {
    assertThat(IssuerHints.of(ISSUER, "http://id.example.com/trust", true))
        .contains("accessTokenIssuer(..)");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"https://other.example.com", "https://id.example.com//", ""})
  void is_none_for_an_id_token_of_any_other(String found) {
    assertThat(IssuerHints.of(ISSUER, found, false)).isNull();
  }
}
