package io.crossauth.client.ciba;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.CibaDevices;
import io.crossauth.testkit.CibaDevices.Answer;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A provider that asks its users on their devices, over real sockets; time is fake. */
final class CibaScene implements AutoCloseable {

  static final String ES256 = "crossauth-pkjwt-es256";

  final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
  final InProcessProvider provider =
      InProcessProvider.builder()
          .clock(time)
          .deviceInterval(Duration.ofSeconds(5))
          .authorizationDetailsTypes("payment")
          .start();
  final CibaDevices devices = provider.cibaDevices().orElseThrow();
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(60))
          .callTimeout(Duration.ofSeconds(90))
          .build();

  OAuthClientBuilder builder(String id, Platform platform) {
    OAuthClientBuilder client =
        OAuthClient.builder(provider.issuer().toString())
            .clientId(id)
            .transport(transport)
            .platform(platform);
    return TestClients.KEY_CLIENTS.contains(id)
        ? client.clientKey(JwtSigner.ofJwk(provider.privateJwk(id)))
        : client.clientSecret(Secret.of(TestClients.SECRET));
  }

  OAuthClient polled() {
    return builder(TestClients.CIBA_POLL, time.platform()).build();
  }

  OAuthClient pinged() {
    return builder(TestClients.CIBA_PING, time.platform()).build();
  }

  static CibaRequest alice() {
    return CibaRequest.loginHint(TestUsers.ALICE);
  }

  void answers(Answer answer) {
    devices.answer(TestUsers.ALICE, answer);
  }

  /** Alice answers when so much time has passed. */
  void answersIn(int seconds, Answer answer) {
    Object unused = time.schedule(Duration.ofSeconds(seconds), () -> answers(answer));
  }

  /** The seconds that were waited, in order. */
  List<Long> waits() {
    return time.waits().stream().map(Duration::toSeconds).toList();
  }

  int polls() {
    return provider.count(Endpoint.TOKEN);
  }

  /** The last request at the backchannel authentication endpoint. */
  RecordedRequest asked() {
    List<RecordedRequest> all = provider.requests(Endpoint.BACKCHANNEL_AUTHENTICATION);
    return all.get(all.size() - 1);
  }

  String sent(String parameter) {
    return asked().formParameter(parameter).orElseThrow();
  }

  @Override
  public void close() {
    transport.close();
    provider.close();
  }
}
