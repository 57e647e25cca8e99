package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.tokenconsumer.diagnosis.Finding.Severity;

/** All that can be odd about published keys. */
enum KeysProblem implements Problem {
  UNREACHABLE(
      "keys.unreachable",
      Severity.ERROR,
      "No token can be checked.",
      "Is jwks_uri reached from this machine? authServerBaseUrl moves it."),
  REDIRECT(
      "keys.redirect",
      Severity.ERROR,
      "Redirects are never followed, so no token can be checked.",
      "Have jwks_uri name the address that it leads to."),
  NOT_KEYS("keys.not_keys", Severity.ERROR, "No token can be checked.", "Is jwks_uri right?"),
  MEDIA_TYPE(
      "keys.media_type",
      Severity.WARNING,
      "Clients that look at the media type refuse the keys.",
      "Have them sent as application/jwk-set+json or application/json."),
  NONE(
      "keys.none_for_signatures",
      Severity.ERROR,
      "No token can be checked.",
      "Have a key for signatures published."),
  ENCRYPTION(
      "keys.encryption_only",
      Severity.ERROR,
      "Every key is for encryption (use: enc), none for signatures.",
      "Have a key with use: sig published."),
  SAME(
      "keys.same_kid",
      Severity.WARNING,
      "Which of them has signed cannot be told; some clients take the first.",
      "Have each key named by a kid of its own."),
  NO_KID(
      "keys.no_kid",
      Severity.WARNING,
      "Every key is tried for every token, and rotation is noticed late.",
      "Have each key named by a kid."),
  NO_ALG(
      "keys.no_alg",
      Severity.NOTE,
      "The key serves every algorithm of its kind.",
      "Have alg given with each key."),
  PRIVATE(
      "keys.private",
      Severity.ERROR,
      "Who reads the key set signs tokens of this issuer.",
      "Have the key taken out of use now, and a new one made."),
  WEAK(
      "keys.weak",
      Severity.WARNING,
      "RSA below 2048 bits is broken by those who pay for it; the key is not used.",
      "Have a key of 2048 bits or more made."),
  UNUSABLE(
      "keys.unusable",
      Severity.WARNING,
      "Tokens signed with the key are refused.",
      "Report it to the provider."),
  MANY(
      "keys.too_many",
      Severity.WARNING,
      "Keys beyond the limit are not looked at, and their tokens are refused.",
      "Have old keys removed."),
  UNCACHED(
      "keys.not_kept",
      Severity.WARNING,
      "The keys are fetched every minute by every node.",
      "Have Cache-Control: max-age sent with them."),
  LONG(
      "keys.kept_long",
      Severity.WARNING,
      "A key that is taken out of use goes on being accepted for so long, by clients without a limit.",
      "Have a max-age of hours sent."),
  NO_CACHE(
      "keys.no_lifetime",
      Severity.NOTE,
      "Clients guess how long to keep the keys; here 10 minutes.",
      "Set keyLifetime, or have Cache-Control: max-age sent.");

  private final String id;
  private final Severity severity;
  private final String why;
  private final String remedy;

  KeysProblem(String id, Severity severity, String why, String remedy) {
    this.id = id;
    this.severity = severity;
    this.why = why;
    this.remedy = remedy;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public String why() {
    return why;
  }

  @Override
  public String remedy() {
    return remedy;
  }
}
