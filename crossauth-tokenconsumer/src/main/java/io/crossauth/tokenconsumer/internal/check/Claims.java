package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token, read by type. A claim that is there but of another type, null among them,
 * is a reason to refuse, never the same as absent.
 */
public final class Claims {

  /** The last second of the year 9999: a later time is a mistake, such as milliseconds. */
  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

  private final Map<String, @Nullable Object> all;

  /** Read when somebody asks: a token that is remembered is asked at each request. */
  private volatile @Nullable Set<String> scopes;

  /** Takes claims that have been read as JSON. */
  public Claims(Map<String, ?> all) {
    this.all = Collections.unmodifiableMap(all);
  }

  /** All claims as they came. */
  public Map<String, @Nullable Object> all() {
    return all;
  }

  /** Whether the claim is there, null or not. */
  public boolean has(String name) {
    return all.containsKey(name);
  }

  /** A claim that is a string, or null if it is not there. */
  public @Nullable String string(String name) {
    Object value = all.get(name);
    if (value instanceof String text) {
      return text;
    }
    if (value == null && !all.containsKey(name)) {
      return null;
    }
    throw wrongType(name, "a string", true);
  }

  /** A claim that must be there and be a string that is not empty. */
  public String requireString(String name) {
    if (!all.containsKey(name)) {
      throw missing(name);
    }
    if (!(all.get(name) instanceof String text)) {
      throw wrongType(name, "a string", false);
    }
    if (text.isEmpty()) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_CLAIM_VALUE, name, "a string", "an empty string", null);
    }
    return text;
  }

  /** A claim that is a string or an array of strings; empty if it is not there. */
  public List<String> strings(String name) {
    Object value = all.get(name);
    if (value instanceof String text) {
      return List.of(text);
    }
    if (value == null && !all.containsKey(name)) {
      return List.of();
    }
    if (!(value instanceof List<?> items)) {
      throw wrongType(name, "a string or an array of strings", true);
    }
    for (Object item : items) {
      if (!(item instanceof String)) {
        throw wrongType(name, "a string or an array of strings", true);
      }
    }
    @SuppressWarnings("unchecked") // each has been looked at, and nobody can change the list
    List<String> texts = (List<String>) items;
    return texts;
  }

  /** Whom the token is for; empty if it does not say. */
  public List<String> audience() {
    return strings("aud");
  }

  /** {@code scope} (RFC 9068: a string; crossauth: an array), else {@code scp} (Entra, Okta). */
  public Set<String> scopes() {
    Set<String> read = scopes;
    if (read == null) {
      read = Collections.unmodifiableSet(readScopes());
      scopes = read;
    }
    return read;
  }

  private Set<String> readScopes() {
    Set<String> names = new LinkedHashSet<>();
    for (String text : strings(has("scope") ? "scope" : "scp")) {
      for (String scope : text.split(" ", -1)) {
        if (!scope.isEmpty()) {
          names.add(scope);
        }
      }
    }
    return names;
  }

  /**
   * A claim that is a NumericDate, or null if it is not there.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-2">RFC 7519 section 2</a>
   */
  public @Nullable Instant time(String name) {
    return time(name, true);
  }

  private @Nullable Instant time(String name, boolean optional) {
    Object value = all.get(name);
    if (value instanceof Long seconds && seconds >= 0 && seconds <= LAST_SECOND.longValue()) {
      return Instant.ofEpochSecond(seconds);
    }
    if (value == null && !all.containsKey(name)) {
      return null;
    }
    if (!(value instanceof Number number)) {
      throw wrongType(name, "a number of seconds", optional);
    }
    return instant(name, number);
  }

  /** A time that must be there. */
  public Instant requireTime(String name) {
    Instant time = time(name, false);
    if (time == null) {
      throw missing(name);
    }
    return time;
  }

  /** A claim that is an object, or null if it is not there. */
  public @Nullable Map<?, ?> object(String name) {
    Object value = all.get(name);
    if (value instanceof Map<?, ?> object) {
      return object;
    }
    if (value == null && !all.containsKey(name)) {
      return null;
    }
    throw wrongType(name, "an object", true);
  }

  /** Refuses a token that lacks a claim. */
  public static TokenRejectedException missing(String name) {
    return new TokenRejectedException(
        RejectionReason.MISSING_CLAIM, name, "the claim", "none", null);
  }

  private TokenRejectedException wrongType(String name, String expected, boolean optional) {
    Object value = all.get(name);
    String hint =
        value == null && optional && TokenDialect.mayBeNull(name)
            ? "if the server writes null for what it does not say, nullClaims(\""
                + name
                + "\")"
                + " takes it for absent"
            : null;
    return new TokenRejectedException(
        RejectionReason.WRONG_CLAIM_TYPE, name, expected, Json.kind(value), hint);
  }

  private static Instant instant(String name, Number number) {
    BigDecimal seconds =
        number instanceof BigDecimal decimal
            ? decimal
            : new BigDecimal(new BigInteger(number.toString()));
    // Compared before it is turned into digits: 1e999999999 is one short text.
    if (seconds.signum() < 0 || seconds.compareTo(LAST_SECOND) > 0) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_CLAIM_VALUE,
          name,
          "seconds since 1970, before the year 10000",
          "another number",
          seconds.signum() < 0 ? null : "the issuer may have written milliseconds");
    }
    BigDecimal nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9);
    return Instant.ofEpochSecond(seconds.longValue(), nanos.longValue());
  }
}
