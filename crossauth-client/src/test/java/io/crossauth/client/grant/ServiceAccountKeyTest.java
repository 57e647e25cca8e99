package io.crossauth.client.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Wire;
import io.crossauth.internal.json.Json;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The key file of a service account")
class ServiceAccountKeyTest {

  private static final String TOKEN_URI = "https://oauth2.googleapis.example/token";
  private static final String EMAIL = "reports@project.iam.gserviceaccount.example";
  private static final KeyPair KEYS = keys("RSA", 2048);

  @TempDir Path directory;

  private final ScriptedTransport transport = new ScriptedTransport();
  private final FakeTime time = FakeTime.create();

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  @Test
  void is_a_source_of_tokens() throws Exception {
    transport.json(200, Answers.tokens());
    ServiceAccountKey key =
        ServiceAccountKey.ofFile(Files.writeString(directory.resolve("key.json"), json(file())))
            .withPlatform(time.platform());
    try (OAuthClient google =
        OAuthClient.builder(key).transport(transport).platform(time.platform()).build()) {
      TokenSource storage = google.tokenSource(key.grant("https://scope.example/read", "b"));

      assertThat(storage.accessToken().reveal()).isEqualTo("at-1");
    }
    Map<String, String> form = Wire.lastForm(transport);
    assertThat(transport.calls().get(0).uri()).hasToString(TOKEN_URI);
    assertThat(form)
        .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
        .containsOnlyKeys("grant_type", "assertion");
    assertThat(transport.calls().get(0).headers().first("Authorization")).isEmpty();
    String[] parts = form.get("assertion").split("\\.", -1);
    assertThat(Json.object(Base64.getUrlDecoder().decode(parts[0])))
        .isEqualTo(Map.of("alg", "RS256", "typ", "JWT", "kid", "key-1"));
    long now = time.instant().getEpochSecond();
    assertThat(Json.object(Base64.getUrlDecoder().decode(parts[1])))
        .containsEntry("iss", EMAIL)
        .containsEntry("sub", EMAIL)
        .containsEntry("aud", TOKEN_URI)
        .containsEntry("scope", "https://scope.example/read b")
        .containsEntry("iat", now)
        .containsEntry("exp", now + 60);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(KEYS.getPublic());
    signature.update(
        (parts[0] + "." + parts[1]).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void may_speak_for_a_user_of_its_domain() throws Exception {
    ServiceAccountKey key = ServiceAccountKey.parse(json(file()));

    String assertion =
        key.grantFor("alice@example.com").parameters().first("assertion").orElseThrow();

    assertThat(Json.object(Base64.getUrlDecoder().decode(assertion.split("\\.", -1)[1])))
        .containsEntry("iss", EMAIL)
        .containsEntry("sub", "alice@example.com")
        .doesNotContainKey("scope");
  }

  @Test
  void asks_for_scopes_alone() throws Exception {
    ServiceAccountKey key = ServiceAccountKey.parse(json(file()));

    for (String none : List.of("", "two scopes", "line\n")) {
      assertThatIllegalArgumentException().isThrownBy(() -> key.grant(none));
      assertThatIllegalArgumentException().isThrownBy(() -> key.grantFor("alice", none));
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("type", null, "type, a string, found none"),
        Arguments.of("type", "authorized_user", "found authorized_user"),
        Arguments.of("type", 7L, "type, a string, found a number"),
        Arguments.of("client_email", null, "client_email, a string, found none"),
        Arguments.of("client_email", " ", "client_email, a string, found a blank"),
        Arguments.of("private_key_id", null, "private_key_id"),
        Arguments.of("private_key", null, "private_key, a string, found none"),
        Arguments.of("private_key", "canary", "private_key, RSA"),
        Arguments.of("private_key", pem("RSA PRIVATE KEY", KEYS), "private_key, RSA"),
        Arguments.of("private_key", pem("PRIVATE KEY", keys("EC", 256)), "private_key, RSA"),
        Arguments.of("private_key", pem("PRIVATE KEY", keys("RSA", 1024)), "private_key, RSA"),
        Arguments.of("token_uri", null, "token_uri, a string, found none"),
        Arguments.of("token_uri", "http://evil.example/token", "token_uri, an https address"),
        Arguments.of("token_uri", "https://a@evil.example/token", "token_uri, an https address"),
        Arguments.of("token_uri", "https://id.example/token#x", "token_uri, an https address"),
        Arguments.of("token_uri", "oauth2.example/token", "token_uri, an https address"),
        Arguments.of("token_uri", "ht tps://x", "token_uri, an https address"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("faults")
  @DisplayName("F-25: is refused without a word of the key:")
  void is_refused_without_a_word_of_the_key(String name, @Nullable Object value, String message) {
    Map<String, Object> file = file();
    if (value == null) {
      file.remove(name);
    } else {
      file.put(name, value);
    }

    Throwable thrown = catchThrowable(() -> ServiceAccountKey.parse(json(file)));

    assertThat(thrown)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("service account key: expected ")
        .hasMessageContaining(message)
        .hasNoCause();
    assertThat(thrown.toString()).doesNotContain("canary", body(KEYS).substring(0, 20));
  }

  @Test
  @DisplayName("F-25: is refused as JSON without a word of the key")
  void is_refused_as_json_without_a_word_of_the_key() {
    for (String text :
        Arrays.asList(
            "", "[]", "null", json(file()) + "x", json(file()).replace("{", "{\"type\":\"a\","))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ServiceAccountKey.parse(text))
          .withMessage("service account key: expected a JSON object, found something else")
          .withNoCause();
    }
  }

  @Test
  void is_a_file_of_a_sensible_size() throws IOException {
    Path large = Files.writeString(directory.resolve("large"), " ".repeat(64 * 1024 + 1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceAccountKey.ofFile(large))
        .withMessageContaining("64 KiB");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceAccountKey.ofFile(directory.resolve("none")))
        .withMessage("service account key: cannot read none");
  }

  @Test
  void takes_http_on_this_machine_alone_and_shows_no_key() {
    Map<String, Object> file = file();
    file.put("token_uri", "http://127.0.0.1:8080/token");

    ServiceAccountKey key = ServiceAccountKey.parse(json(file));

    assertThat(key).hasToString("ServiceAccountKey[" + EMAIL + ", http://127.0.0.1:8080/token]");
  }

  private static Map<String, Object> file() {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("type", "service_account");
    file.put("project_id", "project");
    file.put("private_key_id", "key-1");
    file.put("private_key", pem("PRIVATE KEY", KEYS));
    file.put("client_email", EMAIL);
    file.put("client_id", "1234567890");
    file.put("auth_uri", "https://accounts.google.example/o/oauth2/auth");
    file.put("token_uri", TOKEN_URI);
    file.put("universe_domain", "googleapis.example");
    return file;
  }

  private static String json(Map<String, Object> members) {
    return Json.write(members);
  }

  private static String pem(String label, KeyPair keys) {
    return "-----BEGIN " + label + "-----\n" + body(keys) + "\n-----END " + label + "-----\n";
  }

  private static String body(KeyPair keys) {
    return Base64.getMimeEncoder(64, new byte[] {'\n'})
        .encodeToString(keys.getPrivate().getEncoded());
  }

  private static KeyPair keys(String kind, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
