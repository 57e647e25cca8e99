package io.crossauth.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every parameter that the library sends is known: as a secret, or as none. */
class LibraryParametersTest {

  /** Form parameters and headers by their names, where they are written down. */
  private static final Pattern PARAMETER =
      Pattern.compile("\\.(?:plus|with|withHeader|header)\\(\\s*\"([A-Za-z_-]+)\"");

  /** What may be read in a log. A name that is neither here nor secret has not been thought of. */
  private static final Set<String> PUBLIC =
      Set.of(
          ("Accept Content-Type If-None-Match Origin Process-Uuid Referer User-Agent"
                  + " X-Requested-With Ya-Client-Host acr_values answer audience authenticator_id"
                  + " challenge_type claims client_id code_challenge code_challenge_method device_name"
                  + " device_id grant_type key max_age mode platform post_logout_redirect_uri"
                  + " redirect_uri requested_token_type resource response_type retpath scope"
                  + " subject_token_type actor_token_type token_type_hint username"
                  + " with_code")
              .split(" "));

  @Test
  @DisplayName("attack 6: a new parameter must be named as secret, or here as none")
  void parameters() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String module : new String[] {"crossauth-client", "crossauth-yandex"}) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(file -> read(file, names));
      }
    }

    assertThat(names).contains("refresh_token", "otp", "scope");
    assertThat(names.stream().filter(name -> !PUBLIC.contains(name)))
        .allMatch(Redaction::isSecret, "is in SecretNames");
    assertThat(PUBLIC.stream().filter(Redaction::isSecret)).isEmpty();
  }

  private static void read(Path file, Set<String> names) {
    try {
      Matcher parameter = PARAMETER.matcher(Files.readString(file));
      while (parameter.find()) {
        names.add(parameter.group(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
