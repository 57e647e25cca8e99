package io.crossauth.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("client_secret_basic")
class ClientSecretBasicTest {

  @ParameterizedTest(name = "{0} is sent as {1}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "secret, secret",
        "p%+ :/s&=~, p%25%2B+%3A%2Fs%26%3D%7E",
        "100%, 100%25",
        "a+b, a%2Bb",
        "a b, a+b",
        "key:with:colons, key%3Awith%3Acolons",
        "grüße, gr%C3%BC%C3%9Fe",
        "a'b, a%27b",
      })
  void form_encodes_the_secret(String secret, String encoded) {
    assertThat(pair("web", secret)).isEqualTo("web:" + encoded);
  }

  @Test
  void form_encodes_the_client_id_too() {
    assertThat(pair("https://app.example/id", "s")).isEqualTo("https%3A%2F%2Fapp.example%2Fid:s");
  }

  @Test
  void puts_neither_id_nor_secret_into_the_body() {
    TokenCall call = ClientAuthentication.clientSecretBasic(Secret.of("s")).apply(call());

    assertThat(call.form().has("client_id")).isFalse();
    assertThat(call.form().has("client_secret")).isFalse();
  }

  @Test
  void asks_its_supplier_at_each_call() {
    Queue<Secret> secrets = new ArrayDeque<>(List.of(Secret.of("old"), Secret.of("new")));
    ClientAuthentication basic = ClientAuthentication.clientSecretBasic(secrets::remove);

    assertThat(pair(basic.apply(call()))).isEqualTo("web:old");
    assertThat(pair(basic.apply(call()))).isEqualTo("web:new");
  }

  @Test
  void sends_id_and_secret_as_they_are_in_the_legacy_way() {
    TokenCall call =
        ClientAuthentication.legacyRawBasic(() -> Secret.of("p%+ :/s&=~")).apply(call());

    assertThat(pair(call)).isEqualTo("web:p%+ :/s&=~");
  }

  @Test
  void shows_no_secret_as_text() {
    ClientAuthentication basic = ClientAuthentication.clientSecretBasic(Secret.of("canary"));

    assertThat(basic.toString() + basic.apply(call())).doesNotContain("canary", "Y2FuYXJ5");
  }

  private static TokenCall call() {
    return Contexts.call(Metadata.complete());
  }

  private static String pair(String clientId, String secret) {
    return pair(
        ClientAuthentication.clientSecretBasic(Secret.of(secret))
            .apply(Contexts.call(clientId, Metadata.complete())));
  }

  private static String pair(TokenCall call) {
    String header = call.headers().first("Authorization").orElseThrow();
    assertThat(header).startsWith("Basic ");
    return new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
  }
}
