package io.crossauth.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

  private record Holder(String user, Secret password) {}

  @Test
  @DisplayName("S-28 every text form is ***")
  void textForms() {
    Secret secret = Secret.of("canary");

    assertThat(secret)
        .hasToString("***")
        .satisfies(
            s ->
                assertThat(String.format("%s %10s %s", s, s, List.of(s))).doesNotContain("canary"));
    assertThat(new Holder("alice", secret)).hasToString("Holder[user=alice, password=***]");
    assertThat(Map.of("p", secret).toString()).isEqualTo("{p=***}");
  }

  @Test
  void revealsItselfOnDemandOnly() {
    assertThat(Secret.of("canary").reveal()).isEqualTo("canary");
  }

  @Test
  void equalsTheSameSecretAndNoOther() {
    assertThat(Secret.of("aä")).isEqualTo(Secret.of("aä")).hasSameHashCodeAs(Secret.of("aä"));
    assertThat(Secret.of("aä")).isNotEqualTo(Secret.of("aö")).isNotEqualTo("aä");
  }

  @Test
  @DisplayName("S-28 its hash tells nothing of it")
  void hash() {
    assertThat(Secret.of("a")).hasSameHashCodeAs(Secret.of("b"));
  }

  @Test
  @DisplayName("S-28 it cannot be serialized")
  void serialization() throws Exception {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> out.writeObject(Secret.of("a")))
          .isInstanceOf(NotSerializableException.class);
    }
  }

  @Test
  void anEmptySecretIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "  ", "\t", "\r\n", "\u2003"})
  @DisplayName("17-unfit: nor is one of white space alone")
  void aBlankSecretIsNone(String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Secret.of(blank))
        .withMessageContaining("blank");
  }

  @Test
  @DisplayName("17-serializers: no field of it is read by a serializer of fields")
  void fields() {
    assertThat(Secret.class.getDeclaredFields())
        .isNotEmpty()
        .allMatch(
            field ->
                Modifier.isStatic(field.getModifiers())
                    || Modifier.isTransient(field.getModifiers()));
  }
}
