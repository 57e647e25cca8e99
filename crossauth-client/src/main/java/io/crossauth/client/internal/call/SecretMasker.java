package io.crossauth.client.internal.call;

import io.crossauth.client.auth.TokenCall;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes the secrets of a call out of a text that came back: servers quote what they were sent. */
final class SecretMasker {

  /** Looked for when there is a text to clean: most answers quote nothing. */
  private final Supplier<Set<String>> secrets;

  private SecretMasker(Supplier<Set<String>> secrets) {
    this.secrets = secrets;
  }

  static SecretMasker call(TokenCall call) {
    return new SecretMasker(() -> in(call));
  }

  static SecretMasker all(List<Secret> secrets) {
    return new SecretMasker(() -> secrets.stream().map(Secret::reveal).collect(Collectors.toSet()));
  }

  private static Set<String> in(TokenCall call) {
    Set<String> secrets = new LinkedHashSet<>();
    for (Form.Field field : call.form().fields()) {
      if (field.secret()) {
        secrets.add(field.value());
      }
    }
    call.headers().first("Authorization").ifPresent(header -> addCredentials(secrets, header));
    return secrets;
  }

  /** Longest first, so that none hides a part of another; as they are and as forms have them. */
  private static List<String> spellings(Set<String> secrets) {
    return secrets.stream()
        .flatMap(secret -> Stream.of(secret, Form.encode(secret)))
        .filter(secret -> !secret.isEmpty())
        .distinct()
        .sorted(Comparator.comparing(String::length).reversed())
        .toList();
  }

  private static void addCredentials(Set<String> secrets, String header) {
    String credentials = header.substring(header.indexOf(' ') + 1);
    secrets.add(header);
    secrets.add(credentials);
    if (header.startsWith("Basic ")) {
      addPair(secrets, credentials);
    }
  }

  private static void addPair(Set<String> secrets, String credentials) {
    try {
      String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      String secret = pair.substring(pair.indexOf(':') + 1);
      secrets.add(secret);
      secrets.add(URLDecoder.decode(secret, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // Not encoded, the legacy way, or no pair at all; the rest has been added.
    }
  }

  String maskedIn(String text) {
    String masked = text;
    for (String secret : spellings(secrets.get())) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }
}
