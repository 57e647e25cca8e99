package io.crossauth.client.testing;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.Form;
import io.crossauth.testkit.http.RecordedRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The secrets of a test, and the texts in which none of them may be. */
public final class Canaries {

  private static final Set<String> SECRET_PARAMETERS =
      Set.of(
          "password",
          "subject_token",
          "actor_token",
          "assertion",
          "totp",
          "client_secret",
          "client_assertion",
          "request",
          "id_token_hint",
          "login_hint_token",
          "code",
          "code_verifier",
          "refresh_token",
          "device_code",
          "mfa_token",
          "otp",
          "oob_code",
          "binding_code",
          "recovery_code");

  private final Set<String> secrets = new LinkedHashSet<>();
  private final List<String> texts = new ArrayList<>();

  /** A secret, which may not show in any of the forms in which it travels. */
  public void secret(String value) {
    secrets.add(value);
    secrets.add(Form.encode(value));
    secrets.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** All tokens of a response. */
  public void secrets(OAuthTokenResponse tokens) {
    secret(tokens.accessToken().reveal());
    tokens.refreshToken().ifPresent(token -> secret(token.reveal()));
    tokens.idToken().ifPresent(token -> secret(token.token().reveal()));
  }

  /** All secrets that a request has brought to the server. */
  public void secrets(RecordedRequest request) {
    request
        .form()
        .forEach(
            (name, values) -> {
              if (SECRET_PARAMETERS.contains(name)) {
                values.forEach(this::secret);
              }
            });
    request
        .header("Authorization")
        .ifPresent(header -> secret(header.substring(header.indexOf(' ') + 1)));
  }

  /** A text that somebody may see. */
  public void seen(Object object) {
    texts.add(String.valueOf(object));
  }

  /** A failure that somebody may see, with all of its causes. */
  public void seen(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    texts.add(trace.toString());
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      texts.add(t + " " + t.getMessage() + " " + t.getLocalizedMessage());
    }
  }

  /** How many secrets there are. */
  public int count() {
    return secrets.size();
  }

  /** The secrets that have been seen, each with the text; empty if all is well. */
  public List<String> leaks() {
    List<String> leaks = new ArrayList<>();
    for (String text : texts) {
      for (String secret : secrets) {
        if (text.contains(secret)) {
          leaks.add(secret + " in " + text);
        }
      }
    }
    return leaks;
  }
}
