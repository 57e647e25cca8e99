package io.crossauth.testkit.provider;

import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.mint.Totp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A user of {@link TestUsers}.
 *
 * @param name the user name
 */
record User(String name) {

  private static final List<String> ALL =
      List.of(TestUsers.ALICE, TestUsers.BOB, TestUsers.MFA, TestUsers.DISABLED);
  private static final Duration STEP = Duration.ofSeconds(30);

  /** The user of this name and password; empty if there is none or the account is disabled. */
  static Optional<User> find(String name, String password) {
    return Optional.of(name)
        .filter(ALL::contains)
        .filter(known -> !known.equals(TestUsers.DISABLED))
        .filter(known -> TestUsers.password(known).equals(password))
        .map(User::new);
  }

  static User require(String name) {
    return find(name, TestUsers.password(name))
        .orElseThrow(() -> new IllegalArgumentException("no user who may log in: " + name));
  }

  boolean hasSecondFactor() {
    return name.equals(TestUsers.MFA);
  }

  /** Whether a code is that of now, of one step ago or of one step ahead. */
  boolean accepts(String code, Instant now) {
    return List.of(now, now.minus(STEP), now.plus(STEP)).stream()
        .anyMatch(at -> Totp.code(TestUsers.TOTP_SECRET, at).equals(code));
  }

  /** The {@code sub}: the same for a name in every provider of the testkit, and not the name. */
  String subject() {
    return subject(name);
  }

  static String subject(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  String email() {
    return name + "@example.test";
  }

  List<String> roles() {
    return name.equals(TestUsers.BOB) ? List.of("user", "admin") : List.of("user");
  }
}
