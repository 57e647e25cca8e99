package io.crossauth.client.ciba;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Metadata;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.http.HttpCall;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long the polls of CIBA may take; the transport that obeys is tested where it is. */
@DisplayName("F-15: the answer to a poll may be held for 30 seconds,")
class CibaHeldAnswerTest {

  private static final String PENDING = "{\"error\":\"authorization_pending\"}";

  private final FakeTime time = FakeTime.create();
  private final ScriptedTransport transport = new ScriptedTransport();
  private final CibaFlow flow =
      OAuthClient.builder(
              Metadata.complete()
                  .with(
                      MetadataField.BACKCHANNEL_AUTHENTICATION_ENDPOINT.name(),
                      Metadata.ISSUER + "/ciba"))
          .clientId("till")
          .clientSecret(Secret.of("s"))
          .transport(transport)
          .platform(time.platform())
          .build()
          .ciba();

  @Test
  @DisplayName("that to the request may not")
  void polls() {
    transport
        .json(200, "{\"auth_req_id\":\"r\",\"expires_in\":120,\"interval\":5}")
        .json(400, PENDING);

    Object unused = flow.poll(flow.start(CibaRequest.loginHint("alice")));

    HttpCall asked = transport.calls().get(0);
    HttpCall polled = transport.calls().get(1);
    assertThat(asked.heldAnswer()).isZero();
    assertThat(polled.heldAnswer()).isEqualTo(Duration.ofSeconds(30));
    assertThat(polled.timeout()).hasValue(Duration.ofSeconds(40));
    transport.close();
  }

  @Test
  @DisplayName("but never longer than the request lives")
  void untilTheEnd() {
    transport
        .json(200, "{\"auth_req_id\":\"r\",\"expires_in\":12,\"interval\":5}")
        .json(400, PENDING)
        .json(400, PENDING);
    CibaAcknowledgement request = flow.start(CibaRequest.loginHint("alice"));

    Assertions.assertThatExceptionOfType(LoginTimeoutException.class)
        .isThrownBy(() -> flow.await(request));

    assertThat(transport.calls().get(1).timeout()).hasValue(Duration.ofSeconds(7));
    assertThat(transport.calls().get(2).timeout()).hasValue(Duration.ofSeconds(2));
    transport.close();
  }
}
