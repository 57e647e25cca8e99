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
      Pattern.compile(
          "(?:\\.plus|\\.with|\\.withHeader|\\.header|\\bForm\\.of)\\(\\s*\"([A-Za-z_-]+)\"");

  /** What may be read in a log. A name that is neither here nor secret has not been thought of. */
  private static final Set<String> PUBLIC =
      Set.of(
          ("Accept Content-Type If-None-Match Origin Process-Uuid Referer User-Agent"
                  + " X-Requested-With Ya-Client-Host acr_values answer audience authenticator_id"
                  + " challenge_type claims client_id code_challenge code_challenge_method device_name"
                  + " location_id device_id dpop_jkt grant_type jwks key login_hint max_age mode platform"
                  + " post_logout_redirect_uri prompt redirect_uri request request_uri"
                  + " requested_token_type resource response_type retpath scope subject_token_type"
                  + " actor_token_type tls_client_auth_subject_dn token_type_hint type username with_code")
              .split(" "));

  /** Any name that the library writes down: parameters, members, headers, cookies. */
  private static final Pattern NAME =
      Pattern.compile("\"([a-z]+(?:_[a-z0-9]+)+|[A-Z][A-Za-z]*(?:-[A-Za-z]+)+)\"");

  /** What sounds like a secret. */
  private static final Pattern SECRET_WORD =
      Pattern.compile(
          "(?i).*(token|secret|passw|code|otp|nonce|state|assertion|verifier|cookie|session|csrf"
              + "|credential|key|track|jwt|authorization).*");

  /** What sounds so and is the name of something about it. */
  private static final Pattern ABOUT_A_SECRET =
      Pattern.compile(
          ".*_(supported|endpoint|types?|required|uris?|methods?|alg|enc|hint|at|use|set|ops)"
              + "|OAUTH_.*|.*_(invalid|missing|mismatch|replayed|pending|expired)|invalid_.*|.*_key");

  /** Words of values, claims and errors that no secret stands behind. */
  private static final Set<String> WORDS =
      Set.of(
          ("DPoP-Nonce authorization_details authorization_servers"
                  + " backchannel_token_delivery_mode check_session_iframe"
                  + " client_credentials client_secret_basic client_secret_jwt client_secret_post"
                  + " code_challenge error_subcode missing_user_code not_jwt otp_auth_finished"
                  + " private_key_id private_key_jwt refresh_token_revoked token_revoked"
                  + " require_pushed_authorization_requests software_statement status_code"
                  + " token_introspection use_dpop_nonce with_code")
              .split(" "));

  @Test
  @DisplayName("attack 6: a name that sounds secret is, wherever in the library it is written")
  void names() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String module :
        new String[] {
          "crossauth-wellknown", "crossauth-tokenconsumer", "crossauth-client", "crossauth-yandex"
        }) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.toString().contains("redaction"))
            .forEach(file -> read(file, NAME, names));
      }
    }

    assertThat(names).contains("refresh_token", "Set-Cookie", "mfa_token");
    assertThat(unknown(names)).isEmpty();
  }

  @Test
  @DisplayName("attack 6: a new secret parameter that is not in the list would be found")
  void found() {
    assertThat(unknown(Set.of("brand_new_code", "push_otp_seed", "X-New-Token", "magic_key_2")))
        .containsExactlyInAnyOrder("brand_new_code", "push_otp_seed", "magic_key_2");
    assertThat(unknown(Set.of("token_endpoint", "refresh_token", "scope"))).isEmpty();
  }

  private static Set<String> unknown(Set<String> names) {
    Set<String> unknown = new TreeSet<>(names);
    unknown.removeIf(name -> !SECRET_WORD.matcher(name).matches());
    unknown.removeIf(name -> ABOUT_A_SECRET.matcher(name).matches() || WORDS.contains(name));
    unknown.removeIf(Redaction::isSecret);
    return unknown;
  }

  @Test
  @DisplayName("F-25 a JWT is taken out by its form, whatever the parameter is called")
  void jwts() {
    for (String name : new String[] {"request", "response", "DPoP", "x"}) {
      assertThat(Redaction.redact(name + "=eyJhbGciOiJFUzI1NiJ9.eyJqdGkiOiJhIn0.c2lnbmF0dXJl"))
          .doesNotContain("eyJqdGk", "c2lnbmF0dXJl");
    }
  }

  @Test
  @DisplayName("attack 6: a new parameter must be named as secret, or here as none")
  void parameters() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String module : new String[] {"crossauth-client", "crossauth-yandex"}) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> read(file, PARAMETER, names));
      }
    }

    assertThat(names).contains("refresh_token", "otp", "scope");
    assertThat(names.stream().filter(name -> !PUBLIC.contains(name)))
        .allMatch(Redaction::isSecret, "is in SecretNames");
    assertThat(PUBLIC.stream().filter(Redaction::isSecret)).isEmpty();
  }

  private static void read(Path file, Pattern where, Set<String> names) {
    try {
      Matcher parameter = where.matcher(Files.readString(file));
      while (parameter.find()) {
        names.add(parameter.group(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
