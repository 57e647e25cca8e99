package io.crossauth.client.internal.login;

import io.crossauth.client.internal.call.Credential;
import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.jose.JweWriter;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.text.Printable;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts signed requests for the provider, by the keys that it publishes for that. They are kept
 * for five minutes. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9101#section-6.1">RFC 9101 section 6.1</a>
 */
final class RequestEncryption {

  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final int MAX_BYTES = 512 * 1024;

  /** Keys, where they came from, and when by the ticker. */
  private record Kept(List<?> keys, URI from, long at) {}

  private final ProviderCalls calls;
  private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

  RequestEncryption(ProviderCalls calls) {
    this.calls = calls;
  }

  /**
   * Encrypts.
   *
   * @throws ConfigurationException if the server does not take the algorithms
   * @throws InvalidResponseException if the server has no key for them
   */
  Secret encrypt(Secret signed, RequestSettings.Encryption wanted, OpenIdConfiguration metadata) {
    require(
        metadata, MetadataField.REQUEST_OBJECT_ENCRYPTION_ALG_VALUES_SUPPORTED, wanted.algorithm());
    require(
        metadata, MetadataField.REQUEST_OBJECT_ENCRYPTION_ENC_VALUES_SUPPORTED, wanted.content());
    URI address = calls.context().endpoints().require(MetadataField.JWKS_URI);
    for (Object key : keys(address)) {
      if (key instanceof Map<?, ?> jwk && JweWriter.isFor(jwk, wanted.algorithm())) {
        return JweWriter.write(signed, jwk, wanted.algorithm(), wanted.content());
      }
    }
    throw new InvalidResponseException(
        "encryption_key",
        "provider keys: expected one with use enc for "
            + wanted.algorithm()
            + ", found none; the request cannot be encrypted for this server");
  }

  private List<?> keys(URI address) {
    long now = calls.context().platform().ticker().nanos();
    Kept here = kept.get();
    if (here != null && here.from().equals(address) && now - here.at() < KEPT.toNanos()) {
      return here.keys();
    }
    Map<String, @Nullable Object> set =
        calls
            .send(
                ProviderCall.of("GET", MetadataField.JWKS_URI, Credential.none())
                    .named("provider keys")
                    .accepting("application/jwk-set+json, application/json")
                    .withMaxBytes(MAX_BYTES))
            .orThrow();
    if (!(set.get("keys") instanceof List<?> keys)) {
      throw new InvalidResponseException(
          "missing_member", "provider keys: expected an array keys, found none");
    }
    kept.set(new Kept(keys, address, now));
    return keys;
  }

  private static void require(
      OpenIdConfiguration metadata, MetadataField<List<String>> field, String value) {
    if (!metadata.mayUse(field, value)) {
      throw new ConfigurationException(
          "config.request_encryption",
          "encrypted request: expected one of "
              + field.name()
              + ", found "
              + Printable.of(value, 20)
              + "; name one that the server takes, and for which the client is registered");
    }
  }
}
