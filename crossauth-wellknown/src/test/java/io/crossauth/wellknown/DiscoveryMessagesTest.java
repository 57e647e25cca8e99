package io.crossauth.wellknown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.internal.json.Json;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each failure of a discovery says which address was asked, and says it once. */
class DiscoveryMessagesTest {

  private static final String ISSUER = "https://id.example.com/realms/shop";
  private static final String ADDRESS = ISSUER + "/.well-known/openid-configuration";

  private final ScriptedTransport server = new ScriptedTransport();
  private final Discovery discovery =
      Discovery.builder(ISSUER).transport(server).platform(FakeTime.create().platform()).build();

  private String message() {
    Throwable failure = catchThrowable(discovery::configuration);
    assertThat(failure).isNotNull();
    return String.valueOf(failure.getMessage());
  }

  private static void saysTheAddressOnce(String message) {
    assertThat(message.split(Pattern.quote(ADDRESS), -1)).as(message).hasSize(2);
  }

  @Test
  @DisplayName("the metadata names another issuer")
  void anotherIssuer() {
    server.json(200, Json.write(Map.of("issuer", ISSUER + "/")));

    String message = message();

    saysTheAddressOnce(message);
    assertThat(message).contains("expected issuer " + ISSUER + ", found " + ISSUER + "/");
  }

  @Test
  @DisplayName("the provider is down")
  void down() {
    server.json(503, "{}");

    String message = message();

    saysTheAddressOnce(message);
    assertThat(message).isEqualTo("no usable answer from " + ADDRESS + ": HTTP 503");
  }

  @Test
  @DisplayName("the second address is down, and the first does not have it")
  void secondDown() {
    server.json(404, "{}").json(503, "{}");

    String message = message();

    saysTheAddressOnce(message);
    assertThat(message)
        .isEqualTo(
            "no usable answer from https://id.example.com/.well-known/oauth-authorization-server"
                + "/realms/shop: HTTP 503; before it "
                + ADDRESS
                + ": HTTP 404");
  }

  @Test
  @DisplayName("a page came, something that is no JSON, nothing, or another status")
  void noDocument() {
    for (String body : new String[] {"<html>", "[]", "", "{"}) {
      server.json(200, body);
      saysTheAddressOnce(message());
    }
    server.json(204, "{}");
    saysTheAddressOnce(message());
  }

  @Test
  @DisplayName("a redirect")
  void redirect() {
    server.json(302, "{}");

    saysTheAddressOnce(message());
  }

  @Test
  @DisplayName("before and after it was found, the address can be asked for")
  void address() {
    assertThat(discovery.address()).hasToString(ADDRESS);

    server.json(404, "{}").json(200, Json.write(Map.of("issuer", ISSUER)));
    OpenIdConfiguration unused = discovery.configuration();

    assertThat(discovery.address())
        .hasToString("https://id.example.com/.well-known/oauth-authorization-server/realms/shop");
  }

  @Test
  @DisplayName("a failure whose words have the address does not repeat it")
  void once() {
    URI uri = URI.create(ADDRESS + "?secret=q");

    assertThat(new TransportException(Kind.UNAVAILABLE, uri, true, "at " + ADDRESS + ": no", null))
        .hasMessage("no usable answer: at " + ADDRESS + ": no");
    assertThat(new TransportException(Kind.UNAVAILABLE, uri, true, "no", null))
        .hasMessage("no usable answer from " + ADDRESS + ": no");
  }
}
