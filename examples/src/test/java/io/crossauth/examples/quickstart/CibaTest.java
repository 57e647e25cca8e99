package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.ciba.CibaAcknowledgement;
import io.crossauth.client.ciba.CibaListener;
import io.crossauth.client.ciba.CibaPings;
import io.crossauth.client.ciba.CibaRequest;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.http.Headers;
import io.crossauth.testkit.CibaDevices.Answer;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program that logs a user in on the user's phone. */
class CibaTest extends Playground {

  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

  @BeforeEach
  void theUserIsQuick() {
    provider.cibaDevices().orElseThrow().answer(username, Answer.APPROVE);
  }

  private OAuthClient of(String id) {
    return OAuthClient.builder(issuer).clientId(id).clientSecret(secret).build();
  }

  @Test
  void theProgramWaits() {
    try (OAuthClient client = of(TestClients.CIBA_POLL)) {
      CibaAcknowledgement request =
          client.ciba().start(CibaRequest.loginHint(username).withBindingMessage("W4SCT"));
      OAuthTokenResponse tokens = client.ciba().await(request);

      assertThat(tokens.idToken()).isPresent();
    }
  }

  @Test
  void theProgramGoesOnMeanwhile() {
    try (OAuthClient client = of(TestClients.CIBA_POLL)) {
      CibaAcknowledgement request = client.ciba().start(CibaRequest.loginHint(username));
      CompletableFuture<OAuthTokenResponse> login = client.ciba().awaitAsync(request);

      assertThat(login.join().idToken()).isPresent();
    }
  }

  @Test
  void theProgramHasALoopOfItsOwn() {
    try (OAuthClient client = of(TestClients.CIBA_POLL)) {
      CibaAcknowledgement request = client.ciba().start(CibaRequest.loginHint(username));
      PollAnswer<OAuthTokenResponse> answer = client.ciba().poll(request);

      assertThat(answer).isInstanceOf(PollAnswer.Done.class);
    }
  }

  @Test
  void theServerTellsWhenTheUserHasDecided() throws InterruptedException {
    TokenStore store = TokenStore.inMemory();
    try (OAuthClient client = of(TestClients.CIBA_PING)) {
      CibaPings pings = client.ciba().pings(store, new Logins(store, ends));
      CibaAcknowledgement request = pings.start(CibaRequest.loginHint(username));

      assertThat(new PingEndpoint(pings).post(notification(request))).isEqualTo(204);
      assertThat(ends.poll(30, TimeUnit.SECONDS)).isEqualTo(request.id());
      assertThat(store.find(request.id())).isPresent();
    }
  }

  /** What the server sends. */
  private Map<String, String> notification(CibaAcknowledgement request) {
    String token =
        provider
            .requests(Endpoint.BACKCHANNEL_AUTHENTICATION)
            .get(provider.count(Endpoint.BACKCHANNEL_AUTHENTICATION) - 1)
            .formParameter("client_notification_token")
            .orElseThrow();
    return Map.of(
        "Authorization",
        "Bearer " + token,
        "body",
        "{\"auth_req_id\":\"" + request.authReqId().reveal() + "\"}");
  }

  /** Any framework. */
  private record PingEndpoint(CibaPings pings) {

    int post(Map<String, String> request) {
      String authorization = request.getOrDefault("Authorization", "");
      byte[] body = request.getOrDefault("body", "").getBytes(StandardCharsets.UTF_8);
      int status = pings.receive(Headers.of("Authorization", authorization), body);
      return status;
    }
  }

  /** Keeps who is logged in. */
  private record Logins(TokenStore store, BlockingQueue<String> ends) implements CibaListener {

    @Override
    public void granted(String id, OAuthTokenResponse tokens) {
      store.put(id, StoredTokens.of(tokens));
      ends.add(id);
    }

    @Override
    public void failed(String id, RuntimeException failure) {
      ends.add("failed: " + failure.getMessage());
    }
  }
}
