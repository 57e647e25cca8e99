package io.crossauth.client.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.RepeatPolicy;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.ConfigurationException;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-01 a pushed request is a call like every other:")
class PushedRequestSeamsTest {

  private static final URI PAR = URI.create(Metadata.ISSUER + "/par");
  private static final URI ENDPOINT = URI.create(Metadata.AUTHORIZE);
  private static final String GOOD = "{\"request_uri\":\"urn:x:1\",\"expires_in\":60}";
  private static final JwtSigner HS256 =
      JwtSigner.ofSecret(Secret.of("0123456789abcdef0123456789abcdef"));

  private final ScriptedTransport transport = new ScriptedTransport();
  private final FakeTime time = FakeTime.create();

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  private ClientContext context(OpenIdConfiguration metadata) {
    return Contexts.context(transport, time, ClientAuthentication.privateKeyJwt(HS256), metadata);
  }

  private static OpenIdConfiguration metadata() {
    return Metadata.complete().with("pushed_authorization_request_endpoint", PAR.toString());
  }

  private static URI push(ClientContext context) {
    return new RequestDelivery(context, RequestSettings.plain().withKey(HS256))
        .encode(
            ENDPOINT,
            Form.of("client_id", "web").plus("state", "s-1"),
            LoginOptions.scopes("email").withPushedRequest());
  }

  @Test
  @DisplayName("F-01 a client with a certificate pushes to the alias for mutual TLS")
  void a_client_with_a_certificate_pushes_to_the_alias() {
    transport.json(201, GOOD);
    push(
        context(
                metadata()
                    .with(
                        "mtls_endpoint_aliases",
                        Map.of(
                            "pushed_authorization_request_endpoint",
                            "https://mtls.example.com/par")))
            .withCertificate(() -> TestCertificates.shared().authority()));

    assertThat(transport.calls().get(0).uri()).hasToString("https://mtls.example.com/par");
  }

  @Test
  @DisplayName("F-01 an alias alone is an endpoint for a client with a certificate only")
  void an_alias_alone_is_an_endpoint_for_a_client_with_a_certificate_only() {
    OpenIdConfiguration aliasAlone =
        Metadata.complete()
            .with(
                "mtls_endpoint_aliases",
                Map.of("pushed_authorization_request_endpoint", "https://mtls.example.com/par"));
    transport.json(201, GOOD);

    assertThat(
            push(context(aliasAlone).withCertificate(() -> TestCertificates.shared().authority())))
        .hasQuery("client_id=web&request_uri=urn:x:1");
    assertThat(
            catchThrowableOfType(ConfigurationException.class, () -> push(context(aliasAlone)))
                .code())
        .isEqualTo("config.no_pushed_requests");
  }

  @Test
  @DisplayName("F-01 an address that the program gives is one")
  void an_address_that_the_program_gives_is_one() {
    ClientContext context = context(Metadata.complete());
    transport.json(201, GOOD);
    push(
        context.withEndpoints(
            context.endpoints().with(MetadataField.PUSHED_AUTHORIZATION_REQUEST_ENDPOINT, PAR)));

    assertThat(transport.calls().get(0).uri()).isEqualTo(PAR);
  }

  @Test
  @DisplayName("F-01 it proves possession of a key, and is repeated with a new assertion")
  void it_proves_possession_and_is_repeated_with_a_new_assertion() {
    RepeatPolicy once = (sent, answer) -> answer.status() == 400;
    transport.json(400, "{\"error\":\"use_dpop_nonce\"}");
    transport.json(201, GOOD);

    push(
        context(metadata())
            .withProof(
                (method, address, token) -> Headers.of("DPoP", method + " " + address), once));

    assertThat(transport.calls()).hasSize(2);
    assertThat(transport.calls().get(1).headers().first("DPoP")).contains("POST " + PAR);
    assertThat(Wire.form(transport, 0).get("state")).isEqualTo("s-1");
    assertThat(Wire.form(transport, 1).get("state")).isEqualTo("s-1");
    assertThat(Wire.form(transport, 0).get("client_assertion"))
        .isNotEqualTo(Wire.form(transport, 1).get("client_assertion"));
  }

  @Test
  @DisplayName("F-01 nothing is pushed or signed that nobody demands")
  void nothing_is_pushed_or_signed_that_nobody_demands() {
    URI address =
        new RequestDelivery(context(metadata()), RequestSettings.plain().withKey(HS256))
            .encode(ENDPOINT, Form.of("state", "s-1"), LoginOptions.scopes("email"));

    assertThat(address).hasToString(Metadata.AUTHORIZE + "?state=s-1");
    assertThat(transport.calls()).isEmpty();
  }
}
