package io.crossauth.tokenconsumer;

import io.crossauth.authorization.AuthorizationDetail;
import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a token allows in detail (RFC 9396 section 9). */
final class DetailRules {

  private static final String CLAIM = "authorization_details";

  private DetailRules() {}

  /** A claim that is there and null is of a wrong type, as with every other claim. */
  static AuthorizationDetails of(Map<String, ? extends @Nullable Object> claims) {
    Object value = claims.get(CLAIM);
    if (value == null && !claims.containsKey(CLAIM)) {
      return AuthorizationDetails.none();
    }
    try {
      // RFC 9396 section 2: the array may not be null.
      return AuthorizationDetails.ofValue(value == null ? "" : value);
    } catch (IllegalArgumentException e) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_CLAIM_TYPE,
          CLAIM,
          "an array of objects with a type (RFC 9396 section 2)",
          "a different value",
          null);
    }
  }

  static AuthorizationDetail require(
      AuthorizationDetails details, String type, List<String> actions) {
    return details.ofType(type).stream()
        .filter(detail -> detail.actions().containsAll(actions))
        .findFirst()
        .orElseThrow(() -> missing(details, type, actions));
  }

  static AuthorizationDetail require(
      AuthorizationDetails details, String type, Predicate<AuthorizationDetail> rule) {
    return details.ofType(type).stream()
        .filter(rule)
        .findFirst()
        .orElseThrow(() -> missing(details, type, List.of()));
  }

  /** Types and actions are names; the other members may be about people. */
  private static InsufficientPrivilegesException missing(
      AuthorizationDetails details, String type, List<String> actions) {
    Set<String> present = new LinkedHashSet<>();
    details.list().forEach(detail -> present.add(named(detail.type(), detail.actions())));
    return InsufficientPrivilegesException.ofClaim(CLAIM, Set.of(named(type, actions)), present);
  }

  private static String named(String type, List<String> actions) {
    return actions.isEmpty() ? type : type + " " + actions;
  }
}
