package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Scene;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("attack 7: what a stranger's browser brings is bounded, wherever it is read:")
class AttackedCallbackTest {

  private static final String URL = "https://app.example/callback";

  /** Every way by which a stranger's parameters come in. */
  enum Entry {
    QUERY {
      @Override
      void read(Map<String, String[]> parameters, String encoded) {
        AuthorizationResponse.of(URI.create(URL + "?" + encoded));
      }
    },
    FORM {
      @Override
      void read(Map<String, String[]> parameters, String encoded) {
        AuthorizationResponse.of(URI.create(URL), Form.parse(encoded));
      }
    },
    FORM_OF_A_SERVLET {
      @Override
      void read(Map<String, String[]> parameters, String encoded) {
        AuthorizationResponse.of(URI.create(URL), Form.ofParameters(parameters));
      }
    },
    SERVLET_BY_GET {
      @Override
      void read(Map<String, String[]> parameters, String encoded) {
        AuthorizationResponse.of("GET", URL, encoded, Map.of());
      }
    },
    SERVLET_BY_POST {
      @Override
      void read(Map<String, String[]> parameters, String encoded) {
        AuthorizationResponse.of("POST", URL, null, parameters);
      }
    },
    SERVLET_BY_POST_WITH_QUERY {
      @Override
      void read(Map<String, String[]> parameters, String encoded) {
        AuthorizationResponse.of("POST", URL, encoded, Map.of());
      }
    },
    LOGOUT {
      @Override
      void read(Map<String, String[]> parameters, String encoded) {
        withClient(c -> c.logout().finish(Form.parse(encoded), Secret.of("s")));
      }
    },
    FRONT_CHANNEL_LOGOUT {
      @Override
      void read(Map<String, String[]> parameters, String encoded) {
        withClient(c -> c.logout().frontChannel(Form.ofParameters(parameters)));
      }
    },
    BACK_CHANNEL_LOGOUT {
      @Override
      void read(Map<String, String[]> parameters, String encoded) {
        withClient(c -> c.logout().backChannel(Form.ofParameters(parameters)));
      }
    },
    THIRD_PARTY_LOGIN {
      @Override
      void read(Map<String, String[]> parameters, String encoded) {
        ThirdPartyLogin.of(Form.parse(encoded), issuer -> true, target -> true);
      }
    };

    abstract void read(Map<String, String[]> parameters, String encoded);

    private static void withClient(java.util.function.Consumer<OAuthClient> work) {
      try (Scene scene = new Scene();
          OAuthClient client = scene.client()) {
        work.accept(client);
      }
    }
  }

  static Stream<Arguments> floods() {
    return Stream.of(Entry.values())
        .flatMap(
            entry ->
                Stream.of(
                    Arguments.of(entry, "101 parameters", 101, 1, 1),
                    Arguments.of(entry, "50,000 parameters", 50_000, 5, 1),
                    Arguments.of(entry, "a long value", 1, 1, 65_536),
                    Arguments.of(entry, "a long name", 1, 65_536, 1),
                    Arguments.of(entry, "values that are long together", 90, 5, 750),
                    Arguments.of(entry, "megabytes", 3, 5, 1_000_000)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("floods")
  @DisplayName("attack 7: refused by its type, in linear time")
  void refused(Entry entry, String what, int count, int nameLength, int valueLength) {
    Map<String, String[]> parameters = new LinkedHashMap<>();
    StringBuilder encoded = new StringBuilder();
    String value = "v".repeat(valueLength);
    for (int i = 0; i < count; i++) {
      String name = "n".repeat(nameLength) + i;
      parameters.put(name, new String[] {value});
      encoded.append(name).append('=').append(value).append('&');
    }
    String query = encoded.toString();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> entry.read(parameters, query))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.too_large"))
        .satisfies(e -> assertThat(e.toString()).doesNotContain("nn", "vv"));
    assertThat(threads.getCurrentThreadCpuTime() - before).isLessThan(1_000_000_000L);
  }

  @ParameterizedTest
  @EnumSource(
      value = Entry.class,
      names = {"QUERY", "FORM", "FORM_OF_A_SERVLET", "SERVLET_BY_GET", "SERVLET_BY_POST"})
  @DisplayName("attack 7: what a server may send is taken: a hundred parameters, 60 KB of tokens")
  void taken(Entry entry) {
    Map<String, String[]> parameters = new LinkedHashMap<>();
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      parameters.put("n" + i, new String[] {"v".repeat(600)});
      encoded.append("&n").append(i).append('=').append("v".repeat(600));
    }

    entry.read(parameters, encoded.toString());
  }

  @ParameterizedTest
  @EnumSource(Entry.class)
  @DisplayName("attack 7: values of blanks alone are refused as missing ones are, by their type")
  void blanks(Entry entry) {
    Map<String, String[]> blank = new LinkedHashMap<>();
    for (String name : new String[] {"state", "code", "iss", "sid", "logout_token"}) {
      blank.put(name, new String[] {" "});
    }
    String encoded = "state=%20&code=+&iss=%09&sid=%20&logout_token=%20";

    try {
      entry.read(blank, encoded);
    } catch (io.crossauth.error.CrossauthException e) {
      assertThat(e.code()).isNotBlank();
    }
  }
}
