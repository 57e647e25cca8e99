package io.crossauth.client.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Logins;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.tokenconsumer.OneTimeStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The seams of a login, with an encoder and a reader of the test's own. */
@DisplayName("A login whose parameters travel in another way")
class LoginSeamsTest {

  private final ScriptedTransport transport = new ScriptedTransport();
  private final FakeTime time = FakeTime.create();
  private final List<Form> encoded = new ArrayList<>();
  private final AuthorizationCodeFlow flow = flow();

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  @Test
  void has_the_address_that_the_encoder_makes_of_all_parameters() {
    AuthorizationRequest request = flow.start(LoginOptions.scopes("email"));

    assertThat(request.uri()).hasToString(Metadata.AUTHORIZE + "?request_uri=urn:1");
    assertThat(encoded).hasSize(1);
    assertThat(encoded.get(0).first("state")).contains(request.pending().state().reveal());
    assertThat(encoded.get(0).first("code_challenge_method")).contains("S256");
  }

  @Test
  void is_checked_by_what_the_reader_finds() {
    AuthorizationRequest request = flow.start(LoginOptions.scopes("email"));
    String state = request.pending().state().reveal();
    transport.json(200, Answers.tokens());

    assertThat(flow.finish(response("response=code-7." + state), request.pending())).isNotNull();
    assertThat(Wire.lastForm(transport)).containsEntry("code", "code-7");
  }

  @Test
  void is_refused_where_the_reader_finds_the_state_of_another_login() {
    AuthorizationRequest request = flow.start(LoginOptions.scopes("email"));
    String state = request.pending().state().reveal();

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(
            () -> flow.finish(response("response=c.other&state=" + state), request.pending()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.state_mismatch"));
  }

  private static AuthorizationResponse response(String query) {
    return AuthorizationResponse.of(URI.create(Logins.REDIRECT + "?" + query));
  }

  private AuthorizationCodeFlow flow() {
    Logins logins = new Logins(transport, time);
    AuthorizationSettings settings =
        new AuthorizationSettings(
                Optional.of(URI.create(Logins.REDIRECT)),
                Optional.empty(),
                OneTimeStore.inMemory(time.platform(), 1_000),
                32,
                32)
            .with(
                (endpoint, parameters, options) -> {
                  encoded.add(parameters);
                  return URI.create(endpoint + "?request_uri=urn:1");
                },
                (response, pending) -> {
                  String[] parts =
                      response.parameters().first("response").orElse("").split("\\.", 2);
                  return Form.of("code", parts[0]).plus("state", parts[1]);
                });
    return new AuthorizationCodeFlow(
        logins.context(), settings, new TokenEndpoint(new ProviderCalls(logins.context()), null));
  }
}
