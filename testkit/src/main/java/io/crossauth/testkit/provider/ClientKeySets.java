package io.crossauth.testkit.provider;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.crossauth.testkit.internal.Json;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys that clients publish at their {@code jwks_uri}: kept as long as the answer allows, and
 * looked for again when one is asked for that is not among them (OpenID Connect Core section
 * 10.1.1).
 */
final class ClientKeySets {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d+)");

  private record Kept(List<Map<String, Object>> keys, Instant until) {}

  private final Settings settings;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  ClientKeySets(Settings settings) {
    this.settings = settings;
  }

  boolean has(String clientId) {
    return settings.clientJwksUris().containsKey(clientId);
  }

  /** The key that a client has signed with. */
  Optional<TestKey> signing(String clientId, String kid) {
    return find(clientId, key -> "sig".equals(key.get("use")) && kid.equals(key.get("kid")));
  }

  /** The key that a client wants its ID tokens encrypted for. */
  Optional<TestKey> encryption(String clientId) {
    return find(clientId, key -> "enc".equals(key.get("use")));
  }

  private Optional<TestKey> find(String clientId, Predicate<Map<String, Object>> wanted) {
    Kept before = kept.get(clientId);
    if (before != null && before.until().isAfter(settings.clock().instant())) {
      Optional<TestKey> known = find(before, wanted);
      if (known.isPresent()) {
        return known;
      }
    }
    Kept now = fetch(Objects.requireNonNull(settings.clientJwksUris().get(clientId)));
    kept.put(clientId, now);
    return find(now, wanted);
  }

  private static Optional<TestKey> find(Kept set, Predicate<Map<String, Object>> wanted) {
    return set.keys().stream().filter(wanted).findFirst().map(TestKeys::ofPublicJwk);
  }

  private Kept fetch(URI uri) {
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
      Matcher age = MAX_AGE.matcher(answer.headers().firstValue("Cache-Control").orElse(""));
      long seconds = age.find() ? Long.parseLong(age.group(1)) : 0;
      return new Kept(
          List.of(JSONObjectUtils.getJSONObjectArray(Json.readObject(answer.body()), "keys")),
          settings.clock().instant().plusSeconds(seconds));
    } catch (IOException | ParseException | IllegalArgumentException | NullPointerException e) {
      throw ProtocolError.invalidClient("Unable to load public key");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProtocolError.invalidClient("Unable to load public key");
    }
  }
}
