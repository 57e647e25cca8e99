package io.crossauth.client.internal.mfa;

import io.crossauth.client.mfa.MfaEnrolment;
import io.crossauth.client.mfa.OAuthMfaAuthenticator;
import io.crossauth.client.mfa.OAuthMfaChallengeResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.text.Printable;
import io.crossauth.value.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the answers of the second factor's endpoints. */
final class MfaReader {

  private static final int MOST_AUTHENTICATORS = 100;

  private final String what;
  private final Map<?, ?> members;

  private MfaReader(String what, Map<?, ?> members) {
    this.what = what;
    this.members = members;
  }

  static List<OAuthMfaAuthenticator> authenticators(@Nullable Object value) {
    if (!(value instanceof List<?> list) || list.size() > MOST_AUTHENTICATORS) {
      throw new InvalidResponseException(
          "wrong_type",
          "MFA authenticators: expected an array of at most 100, found " + Json.kind(value));
    }
    List<OAuthMfaAuthenticator> authenticators = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> map)) {
        throw new InvalidResponseException(
            "wrong_type", "MFA authenticators: expected objects, found " + Json.kind(item));
      }
      MfaReader reader = new MfaReader("MFA authenticators", map);
      authenticators.add(
          new OAuthMfaAuthenticator(
              reader.text("id"),
              Printable.of(reader.text("authenticator_type"), 40),
              // One that has not been confirmed is shown, and spoils nothing (fault 12).
              Boolean.TRUE.equals(map.get("active")),
              reader.find("oob_channel").map(channel -> Printable.of(channel, 40)),
              reader.find("name").map(name -> Printable.of(name, 100))));
    }
    return List.copyOf(authenticators);
  }

  static OAuthMfaChallengeResponse challenge(Map<String, @Nullable Object> members) {
    MfaReader reader = new MfaReader("MFA challenge", members);
    String type = reader.text("challenge_type");
    if (type.equals("otp")) {
      return new OAuthMfaChallengeResponse(type, Optional.empty(), Optional.empty());
    }
    if (!type.equals("oob")) {
      throw reader.invalid("challenge_type", "otp or oob", Printable.of(type, 40));
    }
    return oob(reader);
  }

  static MfaEnrolment enrolment(Map<String, @Nullable Object> members) {
    MfaReader reader = new MfaReader("MFA enrolment", members);
    List<Secret> recoveryCodes = reader.secrets("recovery_codes");
    if (reader.text("authenticator_type").equals("otp")) {
      return new MfaEnrolment.Otp(
          Secret.of(reader.text("secret")), Secret.of(reader.text("barcode_uri")), recoveryCodes);
    }
    return new MfaEnrolment.Oob(
        oob(reader), reader.find("barcode_uri").map(Secret::of), recoveryCodes);
  }

  /** The code that takes the place of the one that was used; empty if the server gives none. */
  static Optional<Secret> recoveryCode(Map<String, @Nullable Object> members) {
    return members.get("recovery_code") instanceof String code && !code.isBlank()
        ? Optional.of(Secret.of(code))
        : Optional.empty();
  }

  private static OAuthMfaChallengeResponse oob(MfaReader reader) {
    return new OAuthMfaChallengeResponse(
        "oob", Optional.of(Secret.of(reader.text("oob_code"))), reader.find("binding_method"));
  }

  private String text(String name) {
    return find(name).orElseThrow(() -> invalid(name, "a string", "none"));
  }

  private Optional<String> find(String name) {
    Object value = members.get(name);
    if (value == null || value.equals("")) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw invalid(name, "a string", Json.kind(value));
  }

  private List<Secret> secrets(String name) {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw invalid(name, "an array of strings", Json.kind(value));
    }
    List<Secret> secrets = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof String text) || text.isEmpty()) {
        throw invalid(name, "an array of strings", Json.kind(item));
      }
      secrets.add(Secret.of(text));
    }
    return secrets;
  }

  private InvalidResponseException invalid(String name, String expected, String found) {
    return new InvalidResponseException(
        found.equals("none") ? "missing_member" : "wrong_type",
        what + ", " + name + ": expected " + expected + ", found " + found);
  }
}
