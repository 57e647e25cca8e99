package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.error.TransportException;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.http.Shown;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches the keys, and looks at them and at how they came. */
final class KeysCheck implements Check {

  private static final int MAX_BYTES = 512 * 1024;

  @Override
  public List<Finding> look(Provider provider) {
    Optional<URI> uri = provider.find(MetadataField.JWKS_URI);
    return uri.isEmpty() ? List.of() : look(provider, uri.get());
  }

  private static List<Finding> look(Provider provider, URI uri) {
    HttpReply reply;
    try {
      reply =
          provider
              .recorder()
              .exchange(
                  HttpCall.get(uri)
                      .withHeader("Accept", "application/jwk-set+json, application/json")
                      .withMaxBytes(MAX_BYTES));
    } catch (TransportException e) {
      return List.of(KeysProblem.UNREACHABLE.found(String.valueOf(e.getMessage())));
    }
    if (reply.status() / 100 == 3) {
      String target =
          Shown.target(uri, reply.headers().first("Location").orElse(null))
              .orElse("an address that it does not tell");
      return List.of(KeysProblem.REDIRECT.found("jwks_uri leads to " + target));
    }
    if (reply.status() != 200) {
      return List.of(KeysProblem.UNREACHABLE.found("jwks_uri: HTTP " + reply.status()));
    }
    return read(provider, reply);
  }

  private static List<Finding> read(Provider provider, HttpReply reply) {
    List<?> keys;
    try {
      keys = Json.object(reply.body()).get("keys") instanceof List<?> list ? list : null;
    } catch (JsonException e) {
      return List.of(KeysProblem.NOT_KEYS.found("jwks_uri: " + e.getMessage()));
    }
    if (keys == null) {
      return List.of(KeysProblem.NOT_KEYS.found("jwks_uri: an object without an array keys"));
    }
    List<Finding> found = new ArrayList<>();
    if (!MediaTypes.isJson(reply)) {
      found.add(
          KeysProblem.MEDIA_TYPE.found("sent as " + reply.mediaType().orElse("no media type")));
    }
    found.addAll(
        PublishedKeys.of(keys)
            .look(provider.list(MetadataField.ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED)));
    lifetime(reply, found);
    return found;
  }

  private static void lifetime(HttpReply reply, List<Finding> found) {
    CacheControl cache = CacheControl.of(reply.headers());
    if (cache.forbidden() || cache.seconds().orElse(60) < 60) {
      found.add(KeysProblem.UNCACHED.found("Cache-Control forbids to keep them for a minute"));
    } else if (cache.seconds().isEmpty()) {
      found.add(KeysProblem.NO_CACHE.found("no Cache-Control: max-age"));
    } else if (cache.seconds().getAsLong() > 24 * 60 * 60) {
      found.add(KeysProblem.LONG.found("Cache-Control: max-age=" + cache.seconds().getAsLong()));
    }
  }
}
