package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A pending login")
class PendingLoginTest {

  private static final String THIS_VERSION =
      "{\"s\":\"s\",\"n\":\"n\",\"v\":\"v\",\"c\":\"c\",\"i\":\"i\",\"r\":\"r\",\"t\":1,\"o\":[],"
          + "\"m\":-1,\"a\":[],\"u\":[],\"b\":[]}";

  private final SealingKey key = SealingKey.ephemeral();

  @Test
  void comes_out_of_its_seal_as_it_went_in() {
    assertThat(PendingLogin.open(login().seal(key), key)).isEqualTo(login());
  }

  @Test
  void comes_out_of_its_seal_without_what_it_did_not_have() {
    PendingLogin plain =
        new PendingLogin(
            Secret.of("s"),
            Secret.of("n"),
            Secret.of("v"),
            "web",
            "",
            URI.create("myapp:/callback"),
            Instant.parse("2026-01-01T00:00:00Z"),
            Set.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(PendingLogin.open(plain.seal(key), key)).isEqualTo(plain);
  }

  @Test
  @DisplayName("F-04 keeps the response mode that was asked for")
  void keeps_its_response_mode() {
    PendingLogin signed = withMode(Optional.of("form_post.jwt"));

    assertThat(PendingLogin.open(signed.seal(key), key).responseMode()).contains("form_post.jwt");
  }

  @Test
  @DisplayName("F-04 that was sealed before there were response modes is a plain one")
  void opens_what_was_sealed_before_there_were_response_modes() {
    String before =
        "{\"s\":\"s\",\"n\":\"n\",\"v\":\"v\",\"c\":\"c\",\"i\":\"i\",\"r\":\"r\",\"t\":1,"
            + "\"o\":[\"openid\"],\"m\":-1,\"a\":[],\"u\":[],\"b\":[]}";

    assertThat(PendingLogin.open(key.seal(before, "crossauth pending login 3"), key))
        .returns(Optional.empty(), PendingLogin::responseMode)
        .returns("c", PendingLogin::clientId);
  }

  @Test
  @DisplayName("F-09 with a key has a format of its own, which a node of before does not misread")
  void with_a_key_has_a_format_of_its_own() {
    String before = THIS_VERSION.replace("}", ",\"k\":\"jwk\"}");
    String sealed = key.seal(before, "crossauth pending login 4");
    PendingLogin login = PendingLogin.open(sealed, key);

    assertThat(login.proofKey()).contains(Secret.of("jwk"));
    assertThat(key.open(login.seal(key), "crossauth pending login 4")).contains("jwk");
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> key.open(login.seal(key), "crossauth pending login 3"));
    assertThat(PendingLogin.open(login.seal(key), key)).isEqualTo(login);
  }

  @Test
  void does_not_come_out_with_a_response_mode_that_is_no_text() {
    String odd =
        "{\"s\":\"s\",\"n\":\"n\",\"v\":\"v\",\"c\":\"c\",\"i\":\"i\",\"r\":\"r\",\"t\":1,"
            + "\"o\":[],\"m\":-1,\"a\":[],\"u\":[],\"b\":[],\"p\":1}";

    refused(key.seal(odd, "crossauth pending login 3"));
  }

  @Test
  void keeps_whom_and_which_browser_it_is_for() {
    PendingLogin bound =
        new PendingLogin(
            Secret.of("s"),
            Secret.of("n"),
            Secret.of("v"),
            "web",
            "https://id.example.com",
            URI.create("https://app.example/callback"),
            Instant.parse("2026-01-01T00:00:00Z"),
            Set.of("openid"),
            Optional.empty(),
            List.of(),
            Optional.of("alice"),
            Optional.of(Secret.of("browser")),
            Optional.empty(),
            Optional.empty());

    assertThat(PendingLogin.open(bound.seal(key), key)).isEqualTo(bound);
  }

  @Test
  void keeps_a_max_age_of_zero() {
    PendingLogin now = withMaxAge(Duration.ZERO);

    assertThat(PendingLogin.open(now.seal(key), key).maxAge()).contains(Duration.ZERO);
  }

  @Test
  void is_sealed_differently_each_time_and_fits_into_a_cookie() {
    String sealed = login().seal(key);

    assertThat(sealed).isNotEqualTo(login().seal(key)).hasSizeLessThan(1000).matches("[\\w-]+");
    assertThat(
            new String(
                Base64.getUrlDecoder().decode(sealed),
                java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("canary", "web", "id.example.com");
  }

  @Test
  void does_not_come_out_by_another_key() {
    refused(login().seal(SealingKey.ephemeral()));
  }

  @Test
  void does_not_come_out_when_any_of_its_bytes_has_changed() {
    byte[] sealed = Base64.getUrlDecoder().decode(login().seal(key));
    for (int i = 0; i < sealed.length; i++) {
      byte[] tampered = sealed.clone();
      tampered[i] ^= 1;
      refused(Base64.getUrlEncoder().withoutPadding().encodeToString(tampered));
    }
  }

  @Test
  void does_not_come_out_of_half_its_seal() {
    String sealed = login().seal(key);

    refused(sealed.substring(0, sealed.length() / 2));
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(strings = {"AQ", "not base64 at all!", "AAAA", "{\"s\":\"canary\"}"})
  void does_not_come_out_of_rubbish(String rubbish) {
    refused(rubbish);
  }

  @Test
  void does_not_come_out_of_what_was_sealed_for_another_purpose() {
    refused(key.seal("{}", "another purpose"));
  }

  /** A text of this version, in which one thing is another. */
  @ParameterizedTest(name = "[{index}] {0} as {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"s\":\"s\"|\"s\":1",
        "\"s\":\"s\",|",
        "\"n\":\"n\"|\"n\":null",
        "\"c\":\"c\"|\"c\":[\"c\"]",
        "\"r\":\"r\"|\"r\":\"{\"",
        "\"t\":1|\"t\":\"1\"",
        "\"t\":1|\"t\":1.5",
        "\"t\":1|\"t\":9223372036854775807",
        "\"m\":-1,|",
        "\"o\":[]|\"o\":[1]",
        "\"o\":[]|\"o\":\"openid\"",
        "\"a\":[],|",
        "\"u\":[]|\"u\":{}",
        "\"b\":[]|\"b\":[1]"
      })
  void does_not_come_out_of_another_version(String member, @Nullable String other) {
    String text = THIS_VERSION.replace(member, other == null ? "" : other);

    assertThat(text).isNotEqualTo(THIS_VERSION);
    refused(key.seal(text, "crossauth pending login 3"));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"{}", "[]", "not json"})
  void does_not_come_out_of_what_is_none(String text) {
    refused(key.seal(text, "crossauth pending login 3"));
  }

  @Test
  void comes_out_of_the_text_that_the_others_differ_from() {
    String sealed = key.seal(THIS_VERSION, "crossauth pending login 3");

    assertThat(PendingLogin.open(sealed, key).clientId()).isEqualTo("c");
  }

  @Test
  void has_a_name_that_gives_its_state_away_to_nobody() {
    assertThat(login().id()).hasSize(43).isEqualTo(login().id()).doesNotContain("canary");
    assertThat(login().id()).isNotEqualTo(LoginId.of(Secret.of("other")));
  }

  @Test
  void shows_no_secret_as_text() {
    assertThat(login().toString()).doesNotContain("canary").contains("***", "web");
  }

  @Test
  void cannot_be_serialized_by_accident() {
    assertThatThrownBy(
            () -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(login()))
        .isInstanceOf(NotSerializableException.class);
  }

  private static PendingLogin login() {
    return withMaxAge(Duration.ofMinutes(5));
  }

  private static PendingLogin withMaxAge(Duration age) {
    return new PendingLogin(
        Secret.of("state-canary"),
        Secret.of("nonce-canary"),
        Secret.of("verifier-canary"),
        "web",
        "https://id.example.com",
        URI.create("https://app.example/callback?x=1"),
        Instant.parse("2026-01-01T00:00:00Z"),
        new LinkedHashSet<>(List.of("openid", "email")),
        Optional.of(age),
        List.of("gold", "silver"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void there_is_one_way_to_make_it_and_it_names_everything() {
    assertThat(PendingLogin.class.getConstructors())
        .singleElement()
        .satisfies(
            only ->
                assertThat(only.getParameterCount())
                    .isEqualTo(PendingLogin.class.getRecordComponents().length));
  }

  private static PendingLogin withMode(Optional<String> mode) {
    PendingLogin plain = login();
    return new PendingLogin(
        plain.state(),
        plain.nonce(),
        plain.codeVerifier(),
        plain.clientId(),
        plain.issuer(),
        plain.redirectUri(),
        plain.startedAt(),
        plain.scopes(),
        plain.maxAge(),
        plain.acrValues(),
        plain.subject(),
        plain.browser(),
        mode,
        plain.proofKey());
  }

  private void refused(String sealed) {
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> PendingLogin.open(sealed, key))
        .withMessageNotContaining("canary")
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.sealed"));
  }
}
