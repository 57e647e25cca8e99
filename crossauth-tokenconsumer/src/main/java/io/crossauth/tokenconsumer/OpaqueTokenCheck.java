package io.crossauth.tokenconsumer;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.value.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks somebody else what an access token is that cannot be read here, such as the introspection
 * endpoint of its issuer.
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface OpaqueTokenCheck {

  /**
   * Finds out what the token stands for.
   *
   * @param token the token as it came: printable ASCII, not a JWT
   * @return its claims by the names of RFC 7662 section 2.2, as JSON values; they are checked like
   *     those of a JWT: {@code aud} must be there, {@code exp}, {@code iss} and the rest be right
   *     where they are; null and empty lists count as absent, but for {@code active} and {@code
   *     cnf}
   * @throws TokenRejectedException if it is not, or no longer, a good token
   * @throws TransportException if nobody can say
   */
  Map<String, @Nullable Object> claimsOf(Secret token);
}
