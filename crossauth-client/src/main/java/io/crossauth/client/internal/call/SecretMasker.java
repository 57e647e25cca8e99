package io.crossauth.client.internal.call;

import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
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
import org.jspecify.annotations.Nullable;

/**
 * Takes the secrets of a call out of a text that came back: servers quote what they were sent. A
 * short secret may be an ordinary word, which the hole in a sentence would give away: where one
 * stands in a text, nothing of the text is left.
 */
final class SecretMasker {

  /** What takes the place of a secret, or of a whole text. */
  static final String MASK = "***";

  private static final int SHORT = 16;

  /** Looked for when there is a text to clean: most answers quote nothing. */
  private final Supplier<Set<String>> secrets;

  private SecretMasker(Supplier<Set<String>> secrets) {
    this.secrets = secrets;
  }

  /**
   * The secrets of a request: of its form, of its credential, and those named beside them.
   *
   * @param form the parameters as they were sent, with those of client authentication
   * @param sent the request as it was sent, with its Authorization header
   */
  static SecretMasker of(ProviderCall call, Form form, HttpCall sent) {
    return new SecretMasker(() -> in(call, form, sent));
  }

  /** These secrets. */
  static SecretMasker of(Secret... secrets) {
    return new SecretMasker(
        () -> Stream.of(secrets).map(Secret::reveal).collect(Collectors.toSet()));
  }

  private static Set<String> in(ProviderCall call, Form form, HttpCall sent) {
    Set<String> secrets = new LinkedHashSet<>();
    call.secrets().forEach(secret -> secrets.add(secret.reveal()));
    for (Form.Field field : form.fields()) {
      if (field.secret()) {
        secrets.add(field.value());
      }
    }
    sent.headers().first("DPoP").ifPresent(secrets::add);
    sent.headers().first("Authorization").ifPresent(header -> addCredentials(secrets, header));
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
      if (secret.length() < SHORT && text.contains(secret)) {
        return MASK;
      }
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }

  /** The sentence of a server for people; null if nothing of it may be shown. */
  @Nullable String sentence(String text) {
    String masked = maskedIn(text);
    return masked.isBlank() || masked.equals(MASK) ? null : masked;
  }
}
