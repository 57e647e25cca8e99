package io.crossauth.client.resource;

import io.crossauth.client.internal.call.Challenge;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a server says against a token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</a>
 */
final class TokenChallenges {

  private static final Set<String> OVER = Set.of("invalid_token", "expired_token", "token_expired");

  private TokenChallenges() {}

  /**
   * Whether another token may help: no challenge, or one to tokens without another error.
   *
   * @param schemes the schemes of challenges to tokens, in lower case
   */
  static boolean wantAnother(List<String> fields, Set<String> schemes) {
    return fields.isEmpty()
        || fields.stream()
            .flatMap(field -> Challenge.all(field).stream())
            .anyMatch(challenge -> saysOver(challenge, schemes));
  }

  private static boolean saysOver(Challenge challenge, Set<String> schemes) {
    return schemes.contains(challenge.scheme().toLowerCase(Locale.ROOT))
        && (challenge.error().isEmpty() || OVER.contains(challenge.error()));
  }
}
