package io.crossauth.testkit.auth0;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenMint;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What the tenant remembers: users, logins that wait for a second factor, messages, and tokens. */
final class TenantState {

  static final Duration MFA_TOKEN_LIFE = Duration.ofMinutes(10);

  private final String issuer;
  private final Clock clock;
  private final TestKey key = TestKeys.rsa("auth0-tenant");
  private final SecureRandom random = new SecureRandom();
  private final Map<String, TenantUser> users = new ConcurrentHashMap<>();
  private final Map<String, MfaSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, OobChallenge> challenges = new ConcurrentHashMap<>();
  private final Map<String, String> apiTokens = new ConcurrentHashMap<>();
  private final List<TenantMessage> outbox = new CopyOnWriteArrayList<>();
  private final AtomicInteger slowDowns = new AtomicInteger();
  private final AtomicBoolean hidden = new AtomicBoolean();

  TenantState(String issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  String issuer() {
    return issuer;
  }

  String base() {
    return issuer.endsWith("/") ? issuer : issuer + "/";
  }

  Clock clock() {
    return clock;
  }

  TestKey key() {
    return key;
  }

  TenantUser addUser(String name, String password) {
    TenantUser user = new TenantUser(name, password);
    users.put(name, user);
    return user;
  }

  Optional<TenantUser> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  String begin(TenantUser user, String scope) {
    String token = "mfa." + random();
    sessions.put(token, new MfaSession(user, scope, clock.instant().plus(MFA_TOKEN_LIFE)));
    return token;
  }

  MfaSession session(String mfaToken) {
    MfaSession session = sessions.get(mfaToken);
    if (session == null) {
      throw TenantError.of(403, "invalid_grant", "Malformed mfa_token");
    }
    if (!clock.instant().isBefore(session.until())) {
      throw TenantError.of(401, "expired_token", "mfa_token is expired");
    }
    return session;
  }

  void end(String mfaToken) {
    sessions.remove(mfaToken);
  }

  /** Sends a message and gives the code that the login goes on with. */
  String challenge(TenantUser user, TenantUser.Factor factor) {
    String code =
        factor.channel().equals("auth0")
            ? ""
            : String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
    outbox.add(new TenantMessage(user.name(), factor.channel(), code));
    String oobCode = "oob." + random();
    challenges.put(
        oobCode,
        new OobChallenge(user, factor.id(), code, new AtomicReference<>(OobChallenge.Answer.NONE)));
    return oobCode;
  }

  Optional<OobChallenge> challenge(String oobCode) {
    return Optional.ofNullable(challenges.get(oobCode));
  }

  void answered(String oobCode) {
    challenges.remove(oobCode);
  }

  void answerPush(String user, boolean approve) {
    challenges.values().stream()
        .filter(c -> c.push() && c.user().name().equals(user))
        .forEach(
            c ->
                c.answer()
                    .set(approve ? OobChallenge.Answer.APPROVED : OobChallenge.Answer.REFUSED));
  }

  void slowDown(int polls) {
    slowDowns.set(polls);
  }

  boolean tooFast() {
    return slowDowns.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  void hideMfaGrants() {
    hidden.set(true);
  }

  boolean mfaGrantsHidden() {
    return hidden.get();
  }

  List<TenantMessage> outbox() {
    return List.copyOf(outbox);
  }

  String mfaApiToken(String user, String scope) {
    String token = "api." + random();
    apiTokens.put(token, user + " " + scope);
    return token;
  }

  /** The user of an access token for the MFA audience, if it has the scope. */
  Optional<TenantUser> apiUser(String token, String scope) {
    String held = apiTokens.getOrDefault(token, "");
    boolean allowed = List.of(held.split(" ")).contains(scope);
    return allowed ? user(held.split(" ", 2)[0]) : Optional.empty();
  }

  TokenMint mint(String subject) {
    return TokenMint.issuedBy(issuer)
        .withClock(clock)
        .withKey(key)
        .withClientId(Auth0Tenant.CLIENT_ID)
        .withSubject("auth0|" + subject);
  }

  String random() {
    byte[] bytes = new byte[18];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A base32 secret of 160 bits. */
  String base32() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 32; i++) {
      text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(random.nextInt(32)));
    }
    return text.toString();
  }
}
