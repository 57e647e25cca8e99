package io.crossauth.tokenconsumer.resource;

import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Which challenge belongs to which failure. */
final class Challenges {

  private static final Set<String> LOGIN = Set.of("acr", "auth_time");

  private final String realm;
  private final String metadata;

  /** Both may be empty. */
  Challenges(String realm, String metadata) {
    this.realm = realm;
    this.metadata = metadata;
  }

  /** RFC 6750 section 3.1: a request without a token is told no error. */
  BearerChallenge noToken(AccessRequirement requirement) {
    return finished(begun(401).with("scope", scope(requirement)));
  }

  BearerChallenge invalidRequest(String rule) {
    return finished(begun(400).withError("invalid_request", rule));
  }

  BearerChallenge rejected(TokenRejectedException failure, AccessRequirement requirement) {
    return asksForLogin(failure, requirement)
        ? weakLogin(requirement)
        : finished(
            begun(401).withError("invalid_token", why(failure)).with("scope", scope(requirement)));
  }

  /** A scope or another claim that is missing, or a rule of the program's own. */
  BearerChallenge forbidden(
      InsufficientPrivilegesException failure, AccessRequirement requirement) {
    if (AccessRequirement.isOfLogin(failure.claim())) {
      return weakLogin(requirement);
    }
    boolean rule = failure.claim().isEmpty();
    String why = rule ? Quoted.plain(failure.getMessage()) : "the token does not allow this";
    return finished(
        begun(403).withError("insufficient_scope", why).with("scope", scope(requirement)));
  }

  /** RFC 9470 section 3. */
  private BearerChallenge weakLogin(AccessRequirement requirement) {
    return finished(
        begun(401)
            .withError(
                "insufficient_user_authentication", "another login of the user is needed for this")
            .with("scope", scope(requirement))
            .with("acr_values", String.join(" ", requirement.acrValues()))
            .with(
                "max_age",
                requirement.maxAge().map(Duration::toSeconds).map(String::valueOf).orElse("")));
  }

  private static boolean asksForLogin(
      TokenRejectedException failure, AccessRequirement requirement) {
    boolean asked = !requirement.acrValues().isEmpty() || requirement.maxAge().isPresent();
    boolean other = failure.reason() == RejectionReason.WRONG_CLAIM_VALUE;
    return asked && !other && failure.claim().filter(LOGIN::contains).isPresent();
  }

  private BearerChallenge begun(int status) {
    return BearerChallenge.of(status).with("realm", realm);
  }

  /** RFC 9728 section 5.1. */
  private BearerChallenge finished(BearerChallenge challenge) {
    return challenge.with("resource_metadata", metadata);
  }

  private static String scope(AccessRequirement requirement) {
    return String.join(" ", new TreeSet<>(requirement.scopes()));
  }

  private static String why(TokenRejectedException failure) {
    return failure.reason() == RejectionReason.REFUSED_BY_RULE
        ? Quoted.plain(failure.hint().orElse(""))
        : "the token is not acceptable: "
            + failure.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
