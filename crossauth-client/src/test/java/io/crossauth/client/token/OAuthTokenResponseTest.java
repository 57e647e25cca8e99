package io.crossauth.client.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.testing.Contexts;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tokens that the server gave")
class OAuthTokenResponseTest {

  private final FakeTime time = FakeTime.create();

  @Test
  void end_when_the_server_says_counted_from_their_arrival() {
    OAuthTokenResponse tokens =
        tokens("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":300}");
    time.advance(Duration.ofMinutes(1));

    assertThat(tokens.expiresIn()).contains(Duration.ofMinutes(5));
    assertThat(tokens.expiresAt()).contains(time.instant().plusSeconds(240));
  }

  @Test
  void have_no_end_when_the_server_names_none() {
    OAuthTokenResponse tokens = tokens("{\"access_token\":\"at\",\"token_type\":\"Bearer\"}");

    assertThat(tokens.expiresIn()).isEmpty();
    assertThat(tokens.expiresAt()).isEmpty();
    assertThat(tokens.refreshToken()).isEmpty();
    assertThat(tokens.idToken()).isEmpty();
    assertThat(tokens.idPayload()).isEmpty();
  }

  @Test
  void give_any_other_member_as_it_came_but_no_token() {
    OAuthTokenResponse tokens =
        tokens(
            """
            {"access_token":"at","token_type":"Bearer","refresh_token":"rt","id_token":"x",
             "session_state":"s","not-before-policy":0,"nothing":null}\
            """);

    assertThat(tokens.raw("session_state")).contains("s");
    assertThat(tokens.raw("not-before-policy")).contains(0L);
    assertThat(tokens.raw("nothing")).isEmpty();
    assertThat(tokens.raw("access_token")).isEmpty();
    assertThat(tokens.raw("refresh_token")).isEmpty();
    assertThat(tokens.raw("id_token")).isEmpty();
  }

  @Test
  void show_no_token_as_text() {
    OAuthTokenResponse tokens =
        tokens(
            """
            {"access_token":"canary","token_type":"Bearer","refresh_token":"canary",
             "scope":"a b","expires_in":300,"more":"canary"}\
            """);

    assertThat(tokens)
        .hasToString("OAuthTokenResponse[Bearer, scopes [a, b], expires in 300 s, refresh token]");
  }

  private OAuthTokenResponse tokens(String json) {
    try (ScriptedTransport transport = new ScriptedTransport().json(200, json)) {
      return Contexts.tokens(transport, time)
          .exchange(
              Grant.clientCredentials(), TokenRequestOptions.none(), TokenResponseRules.none());
    }
  }
}
