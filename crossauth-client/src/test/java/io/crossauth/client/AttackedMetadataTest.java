package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.registration.ClientRegistration;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.AddressBook;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.internal.json.Json;
import io.crossauth.testkit.fault.Connection;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider elsewhere tries to make this program call what runs beside it. */
@Timeout(60)
class AttackedMetadataTest {

  private static final String ISSUER = "https://evil.example.com";

  private final FaultServer beside = FaultServer.start().always(Reply.json("{}"));
  private final Map<String, Object> metadata = new HashMap<>();
  private final Map<String, Object> registered = new HashMap<>();
  private final FaultServer evil =
      FaultServer.startTls(TestCertificates.shared().serverContext("evil.example.com"))
          .always(this::answer);
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .sslContext(TestCertificates.shared().clientContext())
          .allowPlainHttpInsecurely()
          .addressBook(
              AddressBook.empty()
                  .plus("evil.example.com", 443, at(evil))
                  .plus("internal.example", 80, at(beside)))
          .build();

  private static InetSocketAddress at(FaultServer server) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }

  @AfterEach
  void close() {
    transport.close();
    evil.close();
    beside.close();
  }

  private void answer(Connection connection) throws IOException {
    boolean discovery = connection.request().path().contains("well-known");
    Reply reply = Reply.json(Json.write(discovery ? metadata : registered));
    connection.write(reply.head());
    connection.write(reply.body());
  }

  /** What a program asks of a client. */
  enum Call {
    TOKENS("token_endpoint", client -> client.clientCredentialsFlow()),
    REVOKE("revocation_endpoint", client -> client.revoke(Secret.of("token"))),
    INTROSPECT("introspection_endpoint", client -> client.introspect(Secret.of("token"))),
    USERINFO("userinfo_endpoint", client -> client.userInfoEndpoint(Secret.of("token"), "me")),
    DEVICE("device_authorization_endpoint", client -> client.startDeviceCodeFlow()),
    LOGIN(
        "authorization_endpoint",
        client -> client.startAuthorizationCodeFlow(LoginOptions.scopes("openid"))),
    LOGOUT("end_session_endpoint", client -> client.logout().start());

    private final String endpoint;
    private final Consumer<OAuthClient> call;

    Call(String endpoint, Consumer<OAuthClient> call) {
      this.endpoint = endpoint;
      this.call = call;
    }
  }

  @ParameterizedTest(name = "attack 2 {0} to this machine, or back to plain http: not sent")
  @EnumSource(Call.class)
  void nothingIsSent(Call call) {
    String[] addresses = {
      "http://127.0.0.1:" + beside.port() + "/actuator/shutdown",
      "http://localhost:" + beside.port() + "/actuator/shutdown",
      "http://internal.example/actuator/shutdown"
    };
    for (String address : addresses) {
      metadata.clear();
      metadata.put("issuer", ISSUER);
      metadata.put(call.endpoint, address);
      try (OAuthClient client =
          OAuthClient.builder(ISSUER)
              .clientId("web")
              .clientSecret(Secret.of("a-secret-of-this-client-which-is-long"))
              .redirectUri(URI.create("https://app.example.com/cb"))
              .transport(transport)
              .build()) {

        CrossauthException e =
            catchThrowableOfType(CrossauthException.class, () -> call.call.accept(client));

        assertThat(e.code()).isEqualTo("response.endpoint");
        assertThat(e.getMessage()).contains(call.endpoint);
      }
    }
    assertThat(beside.connections()).isZero();
  }

  @ParameterizedTest(name = "attack 2 a registration that is managed at {0}")
  @ValueSource(
      strings = {
        "http://127.0.0.1:{port}/c",
        "http://localhost:{port}/c",
        "http://internal.example/c"
      })
  void registrations(String address) {
    metadata.put("issuer", ISSUER);
    metadata.put("registration_endpoint", ISSUER + "/register");
    registered.put("client_id", "me");
    registered.put("registration_access_token", "token");
    registered.put("registration_client_uri", address.replace("{port}", "" + beside.port()));
    try (ClientRegistration registration =
        ClientRegistration.builder(ISSUER).transport(transport).build()) {
      ClientMetadata service = ClientMetadata.builder().clientName("a service").build();

      InvalidResponseException e =
          catchThrowableOfType(
              InvalidResponseException.class, () -> registration.register(service));
      assertThat(e.code()).isEqualTo("response.endpoint");

      // One that was good, and then is not.
      Object bad = registered.put("registration_client_uri", ISSUER + "/register/me");
      ClientInformation good = registration.register(service);
      registered.put("registration_client_uri", bad);
      e = catchThrowableOfType(InvalidResponseException.class, () -> registration.read(good));
      assertThat(e.getMessage()).contains("registration_client_uri");
    }
    assertThat(beside.connections()).isZero();
  }

  @ParameterizedTest(name = "attack 2 an issuer on this machine names {0}")
  @CsvSource({"http://127.0.0.1:{port}/token", "http://localhost:{port}/token"})
  void thisMachineNamesItself(String endpoint) {
    try (FaultServer here = FaultServer.start()) {
      String issuer = "http://localhost:" + here.port();
      metadata.put("issuer", issuer);
      metadata.put("token_endpoint", endpoint.replace("{port}", "" + beside.port()));
      here.always(this::answer);
      try (OAuthClient client =
          OAuthClient.builder(issuer)
              .clientId("web")
              .clientSecret(Secret.of("a-secret-of-this-client-which-is-long"))
              .build()) {
        assertThat(
                catchThrowableOfType(CrossauthException.class, () -> client.clientCredentialsFlow())
                    .code())
            .isEqualTo("response.missing_member");
      }
    }
    assertThat(beside.requests()).hasSize(1);
  }
}
