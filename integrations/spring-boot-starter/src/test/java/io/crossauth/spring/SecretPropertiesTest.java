package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.redaction.Redaction;
import io.crossauth.value.Secret;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is a secret among the properties is one for the redaction of logs, too. */
class SecretPropertiesTest {

  private static List<String> secrets(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (RecordComponent part : type.getRecordComponents()) {
      if (part.getGenericType().getTypeName().contains(Secret.class.getName())) {
        names.add(part.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
      }
    }
    for (Class<?> inner : type.getDeclaredClasses()) {
      if (inner.isRecord()) {
        names.addAll(secrets(inner));
      }
    }
    return names;
  }

  @Test
  @DisplayName("attack 6: each secret property is known to the redaction by its name")
  void known_by_name() {
    assertThat(secrets(CrossauthProperties.class))
        .contains("sealing-keys", "client-secret")
        .allSatisfy(name -> assertThat(Redaction.isSecret("crossauth." + name)).as(name).isTrue());
  }

  @Test
  @DisplayName("attack 6: a sealing key in base64 is taken out whole, with its + and /")
  void taken_out_whole() {
    byte[] key = new byte[32];
    new Random(1).nextBytes(key);
    for (int i = 0; i < 32; i++) {
      key[i] = (byte) 0xfb;
      String text = Base64.getEncoder().encodeToString(key);

      assertThat(Redaction.redact("crossauth.sealing-keys=" + text))
          .isEqualTo("crossauth.sealing-keys=***");
    }
  }
}
