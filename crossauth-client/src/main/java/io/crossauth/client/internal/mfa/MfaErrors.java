package io.crossauth.client.internal.mfa;

import io.crossauth.client.mfa.MfaRefusedException;
import io.crossauth.client.mfa.MfaRefusedException.Reason;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.OAuthErrorException;
import java.util.Locale;
import java.util.Set;

/** Tells the refusals of the protocol apart; the rest stays what it is. */
final class MfaErrors {

  private static final Set<String> NOT_OF_THE_CODE =
      Set.of(
          "invalid_request",
          "invalid_client",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope",
          "invalid_target",
          "temporarily_unavailable",
          "server_error",
          "invalid_dpop_proof",
          "use_dpop_nonce",
          "mfa_required");

  private static final String WANTS_ID =
      "some servers want to be told which second factor: list authenticators() and challenge one of"
          + " them";

  private MfaErrors() {}

  /** A refusal of a challenge that named no second factor. */
  static CrossauthException ofChallengeWithoutId(OAuthErrorException error) {
    CrossauthException failure = ofRequest(error);
    boolean ofTheClient =
        error.error().equals("invalid_client") || error.error().equals("unauthorized_client");
    return failure == error && !error.retryable() && !ofTheClient
        ? error.withHint(WANTS_ID)
        : failure;
  }

  /** A refusal of a code that the user typed. */
  static CrossauthException ofCode(OAuthErrorException error) {
    return of(error, Reason.WRONG_CODE);
  }

  /** A refusal where the user has nothing to type, so that a busy server says nothing of tries. */
  static CrossauthException ofPush(OAuthErrorException error) {
    return error.error().equals("temporarily_unavailable")
        ? error
        : of(error, Reason.REFUSED_BY_USER);
  }

  /** A refusal of a challenge, an enrolment or a list. */
  static CrossauthException ofRequest(OAuthErrorException error) {
    return switch (error.error()) {
      case "association_required" -> new MfaRefusedException(Reason.NOT_ENROLLED, error);
      case "expired_token", "invalid_token" -> new MfaRefusedException(Reason.EXPIRED, error);
      case "too_many_attempts" -> new MfaRefusedException(Reason.TOO_MANY_ATTEMPTS, error);
      case "access_denied" ->
          alreadyEnrolled(error) ? new MfaRefusedException(Reason.ALREADY_ENROLLED, error) : error;
      default -> error.status() == 429 ? tooMany(error) : error;
    };
  }

  /**
   * The step decides, not the word: servers refuse a wrong code as invalid_grant, access_denied or
   * by a name of their own. What is wrong with the client or the server is no matter of the code.
   */
  private static CrossauthException of(OAuthErrorException error, Reason refusal) {
    return switch (error.error()) {
      case "expired_token", "invalid_token" -> new MfaRefusedException(Reason.EXPIRED, error);
      case "too_many_attempts" -> tooMany(error);
      case "invalid_grant" -> ofStep(error, refusal);
      default -> {
        if (error.status() == 429) {
          yield tooMany(error);
        }
        yield NOT_OF_THE_CODE.contains(error.error()) || error.status() >= 500
            ? error
            : ofStep(error, refusal);
      }
    };
  }

  private static MfaRefusedException ofStep(OAuthErrorException error, Reason refusal) {
    return new MfaRefusedException(expired(error) ? Reason.EXPIRED : refusal, error);
  }

  private static MfaRefusedException tooMany(OAuthErrorException error) {
    return new MfaRefusedException(Reason.TOO_MANY_ATTEMPTS, error);
  }

  /** Some tenants say invalid_grant for an mfa token that is over, and only the text tells. */
  private static boolean expired(OAuthErrorException error) {
    String text = error.description().orElse("").toLowerCase(Locale.ROOT);
    return text.contains("mfa_token") || text.contains("mfa token");
  }

  private static boolean alreadyEnrolled(OAuthErrorException error) {
    return error.description().orElse("").toLowerCase(Locale.ROOT).contains("already enrolled");
  }
}
