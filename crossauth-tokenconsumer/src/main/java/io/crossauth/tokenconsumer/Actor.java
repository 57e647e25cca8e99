package io.crossauth.tokenconsumer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A party that acts for the subject of a token, or has acted for it before. Immutable and safe for
 * use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-4.1">RFC 8693 section 4.1</a>
 */
public final class Actor {

  private final Map<String, @Nullable Object> claims;

  /** Of the members of an {@code act} claim, but for the {@code act} within. */
  Actor(Map<String, ? extends @Nullable Object> members) {
    Map<String, @Nullable Object> own = new LinkedHashMap<>(members);
    own.remove("act");
    this.claims = Collections.unmodifiableMap(own);
  }

  /**
   * Who acts ({@code sub}).
   *
   * @return the subject, which names somebody together with {@link #issuer}; empty if it is not
   *     said
   */
  public Optional<String> subject() {
    return string("sub");
  }

  /**
   * Who has given the actor its name ({@code iss}).
   *
   * @return the issuer; empty for that of the token, as usual
   */
  public Optional<String> issuer() {
    return string("iss");
  }

  /**
   * The client that acts ({@code client_id}, RFC 8693 section 4.3).
   *
   * @return the client id; empty if it is not said
   */
  public Optional<String> clientId() {
    return string("client_id");
  }

  /**
   * A claim about the actor as it came, if it is there and not null.
   *
   * @param name the claim's name
   * @return a string, number, boolean, list or map
   */
  public Optional<Object> claim(String name) {
    return Optional.ofNullable(claims.get(name));
  }

  private Optional<String> string(String name) {
    return claims.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Who acts, by its issuer if one is said. */
  @Override
  public String toString() {
    return "Actor["
        + subject().or(this::clientId).orElse("")
        + issuer().map(iss -> ", " + iss).orElse("")
        + "]";
  }
}
