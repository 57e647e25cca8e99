package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one call expects of its token, beyond what every token of the consumer must say. */
public final class Expected {

  /**
   * One thing that can be expected.
   *
   * @param name what it is called
   * @param <T> the type of its value
   */
  @SuppressWarnings("UnusedTypeParameter") // it ties the key to the type of its value
  public record Key<T>(String name) {}

  public static final Key<Secret> NONCE = new Key<>("nonce");
  public static final Key<Secret> NONCE_IF_PRESENT = new Key<>("nonceIfPresent");
  public static final Key<Secret> ACCESS_TOKEN = new Key<>("accessToken");
  public static final Key<Secret> CODE = new Key<>("code");
  public static final Key<Secret> STATE = new Key<>("state");
  public static final Key<Duration> MAX_AGE = new Key<>("maxAge");
  public static final Key<List<String>> ACR_VALUES = new Key<>("acrValues");
  public static final Key<String> SUBJECT = new Key<>("subject");
  public static final Key<String> AUTHORIZED_PARTY = new Key<>("authorizedParty");
  public static final Key<Map<String, @Nullable Object>> PREVIOUS = new Key<>("previous");
  public static final Key<Boolean> FRONT_CHANNEL = new Key<>("fromAuthorizationEndpoint");
  public static final Key<String> DPOP_KEY = new Key<>("dpopKey");
  public static final Key<String> CERTIFICATE = new Key<>("certificate");

  private static final Expected NOTHING = new Expected(Map.of());

  private final Map<Key<?>, Object> values;

  private Expected(Map<Key<?>, Object> values) {
    this.values = values;
  }

  /** Nothing in particular. */
  public static Expected nothing() {
    return NOTHING;
  }

  /** The same and one thing more. */
  public <T> Expected with(Key<T> key, T value) {
    Map<Key<?>, Object> all = new LinkedHashMap<>(values);
    all.put(key, value);
    return new Expected(Collections.unmodifiableMap(all));
  }

  /** What is expected, or null if nothing is. */
  @SuppressWarnings("unchecked") // with() put it there under a key of its type
  public <T> @Nullable T get(Key<T> key) {
    return (T) values.get(key);
  }

  /** The names of what is expected, never the values. */
  @Override
  public String toString() {
    return values.keySet().stream().map(Key::name).toList().toString();
  }
}
