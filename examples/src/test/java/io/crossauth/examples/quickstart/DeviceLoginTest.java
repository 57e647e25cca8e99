package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.TestClients;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A program on a command line or a television that logs a user in. */
class DeviceLoginTest extends Playground {

  private static final Pattern USER_CODE = Pattern.compile("\"user_code\"\\s*:\\s*\"([^\"]+)\"");

  private final ApacheHttpTransport http = ApacheHttpTransport.create();

  @Test
  void theUserIsLoggedInOnAnotherDevice() {
    try (OAuthClient client = device(approving())) {
      OAuthTokenResponse tokens =
          client.deviceCodeFlow(DevicePrompt.terminal(), "openid", "offline_access");

      assertThat(tokens.refreshToken()).isPresent();
    }
  }

  @Test
  void aProgramWithItsOwnLoopAsksOnceAtATime() {
    try (OAuthClient client = device(http)) {
      OAuthDeviceAuthorizationResponse code = client.startDeviceCodeFlow("openid");
      PollAnswer<OAuthTokenResponse> answer = client.device().poll(code);

      assertThat(answer).isInstanceOf(PollAnswer.Pending.class);
    }
  }

  private OAuthClient device(HttpTransport transport) {
    return OAuthClient.builder(issuer).clientId(TestClients.DEVICE).transport(transport).build();
  }

  /** A user who is very quick. */
  private HttpTransport approving() {
    return call -> {
      HttpReply reply = http.send(call);
      Matcher code = USER_CODE.matcher(new String(reply.body(), StandardCharsets.UTF_8));
      if (code.find()) {
        provider.approveDevice(code.group(1), username);
      }
      return reply;
    };
  }

  @AfterAll
  void closeTransport() {
    http.close();
  }
}
