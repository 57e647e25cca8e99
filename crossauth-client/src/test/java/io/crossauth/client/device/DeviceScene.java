package io.crossauth.client.device;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.testing.Metadata;
import io.crossauth.http.HttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client, its clock and what its user is shown, for tests of whole device logins. */
final class DeviceScene {

  static final String DEVICE_CODE = "canary-device-code";
  static final String ACCESS_TOKEN = "canary-access-token";

  final FakeTime time = FakeTime.create();
  final ScriptedTransport transport = new ScriptedTransport();
  final Watcher prompt = new Watcher();

  /** A client of a scripted server without discovery. */
  OAuthClient client() {
    return builder(Metadata.withoutIssuer(), transport).build();
  }

  /** A client of a server on a socket. */
  OAuthClient client(FaultServer server, HttpTransport door) {
    return builder(at(server), door).build();
  }

  OAuthClientBuilder builder(OpenIdConfiguration configuration, HttpTransport door) {
    return OAuthClient.builder(configuration)
        .clientId("tool")
        .transport(door)
        .platform(time.platform());
  }

  static OpenIdConfiguration at(FaultServer server) {
    return OpenIdConfiguration.builder()
        .deviceAuthorizationEndpoint(server.uri("/device").toString())
        .tokenEndpoint(server.uri("/token").toString())
        .build();
  }

  /** The seconds that were waited, in order. */
  List<Long> waits() {
    return time.waits().stream().map(Duration::toSeconds).toList();
  }

  /** What the server gives out, with these members more. */
  static String code(int expiresIn, String... members) {
    return "{\"device_code\":\""
        + DEVICE_CODE
        + "\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\"https://id.example.com/device\","
        + "\"expires_in\":"
        + expiresIn
        + String.join("", List.of(members).stream().map(m -> "," + m).toList())
        + "}";
  }

  static String pending() {
    return "{\"error\":\"authorization_pending\"}";
  }

  static String slowDown() {
    return "{\"error\":\"slow_down\"}";
  }

  static String error(String name) {
    return "{\"error\":\"" + name + "\"}";
  }

  static String tokens() {
    return "{\"access_token\":\""
        + ACCESS_TOKEN
        + "\",\"token_type\":\"bearer\",\"expires_in\":300,\"refresh_token\":\"canary-refresh\","
        + "\"scope\":\"repo gist\"}";
  }

  static Reply reply(String json) {
    return Reply.json(json);
  }

  /** Writes down what it is told. */
  static final class Watcher implements DevicePrompt {

    final List<String> seen = new ArrayList<>();

    @Override
    public void show(OAuthDeviceAuthorizationResponse code) {
      seen.add("show " + code.userCode() + " at " + code.verificationUri());
    }

    @Override
    public void waiting(Duration left) {
      seen.add("left " + left.toSeconds());
    }

    @Override
    public void finished() {
      seen.add("finished");
    }

    @Override
    public void succeeded() {
      seen.add("succeeded");
    }
  }
}
