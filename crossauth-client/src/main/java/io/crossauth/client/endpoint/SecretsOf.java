package io.crossauth.client.endpoint;

import io.crossauth.client.auth.TokenCall;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes the secrets of a call out of a text that came back: servers quote what they were sent. */
final class SecretsOf {

  private final List<String> secrets;

  private SecretsOf(List<String> secrets) {
    this.secrets = secrets;
  }

  static SecretsOf call(TokenCall call) {
    List<String> secrets = new ArrayList<>();
    for (Form.Field field : call.form().fields()) {
      if (field.secret()) {
        secrets.add(field.value());
        secrets.add(Form.encode(field.value()));
      }
    }
    call.headers()
        .first("Authorization")
        .ifPresent(
            header -> {
              secrets.add(header);
              secrets.add(header.substring(header.indexOf(' ') + 1));
            });
    secrets.removeIf(String::isEmpty);
    secrets.sort(Comparator.comparing(String::length).reversed());
    return new SecretsOf(List.copyOf(secrets));
  }

  static SecretsOf token(Secret token) {
    return new SecretsOf(List.of(token.reveal()));
  }

  String maskedIn(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }
}
