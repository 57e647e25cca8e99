package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.gson.GsonBuilder;
import com.google.gson.ReflectionAccessFilter.FilterResult;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.testkit.yandex.FakeAccount;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.testkit.yandex.FakePassport.SecondFactor;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.internal.cookie.BrowserCookies;
import io.crossauth.yandex.login.DeviceCodeSession;
import io.crossauth.yandex.login.OAuthTokens;
import io.crossauth.yandex.testing.FieldReader;
import io.crossauth.yandex.testing.Passport;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No serializer that reads fields finds what is secret, in whatever it is told to look for. */
class SerializersTest {

  private static final String CANARY = "canary-7f3a-0123456789abcdef";
  private static final Secret SECRET = Secret.of(CANARY);
  private static final PassportCredentials CREDENTIALS =
      new PassportCredentials(
          SECRET,
          Optional.of(SECRET),
          OptionalLong.of(42),
          Optional.of("alice"),
          Optional.of(SECRET));

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  /** Everything that holds a secret, by its name. */
  private Map<String, Object> holders() {
    Map<String, Object> holders = new LinkedHashMap<>();
    holders.put("secret", SECRET);
    holders.put("credentials", CREDENTIALS);
    holders.put("tokens", new OAuthTokens(SECRET, SECRET, Duration.ofHours(1)));
    holders.put("cookies", BrowserCookies.of("Session_id=" + CANARY));
    holders.put(
        "code",
        new DeviceCodeSession(
            SECRET,
            "abcd",
            URI.create("https://ya.ru/device"),
            Duration.ofMinutes(5),
            Duration.ofSeconds(5)));
    holders.put(
        "key",
        SealingKey.of("canary-7f3a-0123456789abcdef-key".getBytes(StandardCharsets.US_ASCII)));
    Form form = Form.of("password", CANARY).plus("token", SECRET);
    holders.put("form", form);
    holders.put("call", HttpCall.post(URI.create("https://ya.ru/"), form));
    holders.put(
        "reply",
        new HttpReply(
            200, Headers.of("X-Token", CANARY), CANARY.getBytes(StandardCharsets.US_ASCII)));
    return holders;
  }

  @Test
  @DisplayName("17-serializers: Jackson, told to read every field")
  void jackson() {
    ObjectMapper mapper =
        new ObjectMapper()
            .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
            .setVisibility(PropertyAccessor.GETTER, Visibility.NONE)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    holders()
        .forEach((name, holder) -> assertNothing(name, () -> mapper.writeValueAsString(holder)));
    assertThat(written(() -> mapper.writeValueAsString(SECRET))).isEqualTo("{}");
  }

  @Test
  @DisplayName("17-serializers: Jackson, told to read every field and every method")
  void jacksonWithMethods() {
    ObjectMapper mapper =
        new ObjectMapper()
            .setVisibility(PropertyAccessor.ALL, Visibility.ANY)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    holders()
        .forEach((name, holder) -> assertNothing(name, () -> mapper.writeValueAsString(holder)));
  }

  @Test
  @DisplayName("17-serializers: Gson, allowed to read whatever it can")
  void gson() {
    var gson = new GsonBuilder().addReflectionAccessFilter(type -> FilterResult.ALLOW).create();

    assertThat(gson.toJson(SECRET)).isEqualTo("{}");
    holders().forEach((name, holder) -> assertNothing(name, () -> gson.toJson(holder)));
  }

  @Test
  @DisplayName("17-serializers: Java's own")
  void java() throws Exception {
    for (Object holder : holders().values()) {
      try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
        assertThatThrownBy(() -> out.writeObject(holder))
            .isInstanceOf(NotSerializableException.class);
      }
    }
  }

  @Test
  @DisplayName("17-serializers: a reader of fields by reflection, as Kryo and JSON-B are")
  void fieldReader() {
    holders()
        .forEach(
            (name, holder) ->
                assertThat(FieldReader.read(holder)).as(name).doesNotContain("canary"));
  }

  @Test
  @DisplayName("17-serializers: nor is anything found in a login that is under way, or a session")
  void logins() {
    fake.want(SecondFactor.TOTP);
    Object password =
        client.experimentalPasswordLogin(FakeAccount.LOGIN, Secret.of(FakeAccount.PASSWORD));
    Object qr = client.startQrLogin();
    YandexSession session = client.refreshPassportCookies(Secret.of(fake.xToken()));
    session.csrfToken();

    for (Object holder : new Object[] {password, qr, session}) {
      assertThat(FieldReader.read(holder))
          .doesNotContain("test-session-", "test-csrf-", "test-quasar-", "test-state-");
    }
  }

  @Test
  @DisplayName("17-serializers: the reader of these tests finds what is not protected")
  void theReaderWorks() {
    record Bare(String value, Map<String, Optional<String>> more) {}

    assertThat(FieldReader.read(new Bare(CANARY, Map.of()))).contains(CANARY);
    assertThat(FieldReader.read(new Bare("", Map.of("a", Optional.of(CANARY))))).contains(CANARY);
  }

  @Test
  @DisplayName("17-serializers: a secret has no field that is not transient")
  void transientFields() {
    for (Class<?> type : new Class<?>[] {Secret.class, SealingKey.class}) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          assertThat(Modifier.isTransient(field.getModifiers())).as(field.getName()).isTrue();
        }
      }
    }
  }

  private interface Writer {
    String write() throws Exception;
  }

  /** A serializer may refuse; what it writes or says has no secret. */
  private static void assertNothing(String name, Writer writer) {
    assertThat(written(writer)).as(name).doesNotContain("canary");
  }

  private static String written(Writer writer) {
    try {
      return writer.write();
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }
}
