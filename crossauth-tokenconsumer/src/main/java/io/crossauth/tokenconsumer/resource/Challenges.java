package io.crossauth.tokenconsumer.resource;

import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which challenge belongs to which failure. */
final class Challenges {

  private static final Set<String> LOGIN = Set.of("acr", "auth_time");

  private static final String BEARER = "Bearer";
  private static final String DPOP = "DPoP";

  private final String realm;
  private final String metadata;
  private final @Nullable DpopCheck dpop;
  private final String scheme;

  /**
   * The challenges of a resource server.
   *
   * @param realm may be empty
   * @param metadata may be empty
   * @param dpop who checks proofs; null if nobody does
   */
  Challenges(String realm, String metadata, @Nullable DpopCheck dpop) {
    this(realm, metadata, dpop, dpop != null && dpop.required() ? DPOP : BEARER);
  }

  private Challenges(String realm, String metadata, @Nullable DpopCheck dpop, String scheme) {
    this.realm = realm;
    this.metadata = metadata;
    this.dpop = dpop;
    this.scheme = scheme;
  }

  /** The same for a request that came by the scheme {@code DPoP}, or should have. */
  Challenges ofDpop() {
    return dpop == null ? this : new Challenges(realm, metadata, dpop, DPOP);
  }

  /** RFC 6750 section 3.1: a request without a token is told no error. */
  BearerChallenge noToken(AccessRequirement requirement) {
    return finished(begun(401).with("scope", scope(requirement)));
  }

  BearerChallenge invalidRequest(String rule) {
    return finished(begun(400).withError("invalid_request", rule));
  }

  /** RFC 9449 sections 5, 8 and 9: the token may be good, the proof is not. */
  BearerChallenge badProof(TokenRejectedException failure) {
    boolean again = failure.reason() == RejectionReason.PROOF_WITHOUT_NONCE;
    String which = failure.claim().map(member -> ": " + member).orElse("");
    return finished(
        begun(401)
            .withError(
                again ? "use_dpop_nonce" : "invalid_dpop_proof",
                again ? "the proof must have the nonce of DPoP-Nonce" : "the proof" + which));
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
    return BearerChallenge.of(status, scheme).with("realm", realm);
  }

  /** RFC 9728 section 5.1; RFC 9449 section 7.1. */
  private BearerChallenge finished(BearerChallenge challenge) {
    BearerChallenge whole = challenge.with("resource_metadata", metadata);
    if (dpop == null) {
      return whole;
    }
    BearerChallenge listed =
        scheme.equals(DPOP)
            ? whole.with("algs", dpop.algorithms())
            : whole.or("DPoP algs=\"" + dpop.algorithms() + "\"");
    return dpop.nonce().map(listed::withNonce).orElse(listed);
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
