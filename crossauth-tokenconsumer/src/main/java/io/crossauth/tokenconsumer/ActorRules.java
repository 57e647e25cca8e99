package io.crossauth.tokenconsumer;

import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who acts for the subject of a token (RFC 8693 section 4.1). */
final class ActorRules {

  private static final String CLAIM = "act";

  /** A chain of calls that is longer is a loop. */
  private static final int MOST = 16;

  private ActorRules() {}

  /** Who acts now, then who has acted before; a claim that is there and null is of a wrong type. */
  static List<Actor> of(Map<String, ? extends @Nullable Object> claims) {
    List<Actor> actors = new ArrayList<>();
    Map<?, ?> holder = claims;
    while (holder.containsKey(CLAIM)) {
      Map<String, @Nullable Object> act = members(holder.get(CLAIM));
      if (actors.size() == MOST) {
        throw refused("at most " + MOST + " actors, one in another", "more");
      }
      actors.add(new Actor(act));
      holder = act;
    }
    return Collections.unmodifiableList(actors);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> members(@Nullable Object act) {
    if (act instanceof Map<?, ?> object) {
      // An object of JSON, whose names are strings.
      return (Map<String, @Nullable Object>) object;
    }
    throw refused("an object (RFC 8693 section 4.1)", "a different value");
  }

  private static TokenRejectedException refused(String expected, String found) {
    return new TokenRejectedException(
        RejectionReason.WRONG_CLAIM_TYPE, CLAIM, expected, found, null);
  }

  /** A name says nothing but together with who has given it. */
  static Predicate<Actor> named(String subject, String issuer) {
    return actor ->
        actor.subject().filter(subject::equals).isPresent()
            && actor.claim("iss").map(issuer::equals).orElse(true);
  }

  static Actor require(List<Actor> actors, Predicate<Actor> rule, Set<String> expected) {
    // RFC 8693 section 4.1: those before are for information, and decide nothing.
    if (!actors.isEmpty() && rule.test(actors.get(0))) {
      return actors.get(0);
    }
    Set<String> present = actors.isEmpty() ? Set.of() : Set.of(actors.get(0).toString());
    throw InsufficientPrivilegesException.ofClaim(CLAIM, expected, present);
  }
}
