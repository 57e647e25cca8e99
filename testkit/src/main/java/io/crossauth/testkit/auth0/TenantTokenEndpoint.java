package io.crossauth.testkit.auth0;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.testkit.mint.Totp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Password, and the three grants that end a login with a second factor. */
final class TenantTokenEndpoint {

  static final String OTP = "http://auth0.com/oauth/grant-type/mfa-otp";
  static final String OOB = "http://auth0.com/oauth/grant-type/mfa-oob";
  static final String RECOVERY_CODE = "http://auth0.com/oauth/grant-type/mfa-recovery-code";

  private final TenantState state;

  TenantTokenEndpoint(TenantState state) {
    this.state = state;
  }

  Reply answer(RecordedRequest recorded) {
    TenantRequest request = new TenantRequest(recorded);
    request.requireClient();
    return switch (request.require("grant_type")) {
      case "password" -> password(request);
      case OTP -> otp(request);
      case OOB -> oob(request);
      case RECOVERY_CODE -> recoveryCode(request);
      default -> throw TenantError.of(403, "unsupported_grant_type", "Unsupported grant type");
    };
  }

  private Reply password(TenantRequest request) {
    TenantUser user =
        state
            .user(request.require("username"))
            .filter(known -> known.hasPassword(request.require("password")))
            .orElseThrow(() -> TenantError.of(403, "invalid_grant", "Wrong email or password."));
    String mfaToken = state.begin(user, request.find("scope").orElse(""));
    throw TenantError.with(
        403, "mfa_required", "Multifactor authentication required", Map.of("mfa_token", mfaToken));
  }

  private Reply otp(TenantRequest request) {
    MfaSession session = session(request);
    String code = request.require("otp");
    List<TenantUser.Factor> apps =
        session.user().factors().stream().filter(f -> f.type().equals("otp")).toList();
    for (TenantUser.Factor app : apps) {
      if (matches(app.secret(), code)) {
        session.user().with(app.confirmed());
        return tokens(request, session, Map.of());
      }
    }
    throw wrong(session, "Invalid otp_code.");
  }

  /** One step of thirty seconds to each side, as authenticators and servers agree. */
  private boolean matches(String secret, String code) {
    Instant now = state.clock().instant();
    for (int step = -1; step <= 1; step++) {
      if (Totp.code(secret, now.plus(Duration.ofSeconds(30L * step))).equals(code)) {
        return true;
      }
    }
    return false;
  }

  private Reply oob(TenantRequest request) {
    MfaSession session = session(request);
    String oobCode = request.require("oob_code");
    OobChallenge challenge =
        state
            .challenge(oobCode)
            .filter(c -> c.user() == session.user())
            .orElseThrow(() -> TenantError.of(403, "invalid_grant", "Invalid oob_code."));
    if (challenge.push()) {
      requireApproval(challenge, oobCode);
    } else if (!challenge.bindingCode().equals(request.require("binding_code"))) {
      throw wrong(session, "Invalid binding_code.");
    }
    state.answered(oobCode);
    session.user().factor(challenge.factorId()).ifPresent(f -> session.user().with(f.confirmed()));
    return tokens(request, session, Map.of());
  }

  private void requireApproval(OobChallenge challenge, String oobCode) {
    if (state.tooFast()) {
      throw TenantError.of(400, "slow_down", "You are polling faster than allowed");
    }
    OobChallenge.Answer answer = challenge.answer().get();
    if (answer == OobChallenge.Answer.NONE) {
      throw TenantError.of(
          400, "authorization_pending", "Authorization pending: please repeat the request");
    }
    if (answer == OobChallenge.Answer.REFUSED) {
      state.answered(oobCode);
      throw TenantError.of(403, "invalid_grant", "MFA Authorization rejected.");
    }
  }

  private Reply recoveryCode(TenantRequest request) {
    MfaSession session = session(request);
    String next = state.base32().substring(0, 24);
    if (!session.user().useRecoveryCode(request.require("recovery_code"), next)) {
      throw wrong(session, "MFA Authorization rejected.");
    }
    return tokens(request, session, Map.of("recovery_code", next));
  }

  private MfaSession session(TenantRequest request) {
    MfaSession session = state.session(request.require("mfa_token"));
    if (session.user().lockedOut()) {
      throw TenantError.of(
          429,
          "too_many_attempts",
          "Too many failed codes. Wait for some minutes before retrying.");
    }
    return session;
  }

  private static TenantError wrong(MfaSession session, String description) {
    session.user().tried(false);
    return TenantError.of(403, "invalid_grant", description);
  }

  private Reply tokens(TenantRequest request, MfaSession session, Map<String, String> more) {
    session.user().tried(true);
    state.end(request.require("mfa_token"));
    TokenMint mint = state.mint(session.user().name());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", mint.accessToken().compact());
    answer.put("token_type", "Bearer");
    answer.put("expires_in", 86400);
    if (List.of(session.scope().split(" ")).contains("openid")) {
      answer.put("id_token", mint.idToken().compact());
    }
    if (!session.scope().isEmpty()) {
      answer.put("scope", session.scope());
    }
    answer.putAll(more);
    return Reply.json(answer).header("Cache-Control", "no-store");
  }
}
