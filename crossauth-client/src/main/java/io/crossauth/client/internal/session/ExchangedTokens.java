package io.crossauth.client.internal.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.internal.OnDemand;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.http.Form;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.Thumbprint;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the exchanges of one client have brought: each until its subject token ends, 10,000 and 64
 * Mi characters of subject tokens at most. Whoever asks the same is given the same, and one request
 * is made for all of them. Safe for use by many threads.
 */
public final class ExchangedTokens {

  private static final int MOST = 10_000;
  private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

  /** No token counts for less, so that there are so many at most. */
  private static final int LEAST_CHARACTERS = MOST_CHARACTERS / MOST + 1;

  /** For a subject token whose end is not known. */
  private static final Duration UNKNOWN_LIFE = Duration.ofSeconds(60);

  /**
   * For one that is over by our clock: the server's may be another, and it is the one that counts;
   * but a crowd that brings such a token does not ask it more than once a second.
   */
  private static final Duration OVER = Duration.ofSeconds(1);

  /**
   * @param source gets the token, keeps it, renews it
   * @param end when it is given out no more
   * @param characters what it counts for
   */
  record Held(CachedTokenSource source, Instant end, int characters) {}

  private final OnDemand<Cache<String, Held>> held;
  private final ClientContext context;
  private final String provider;

  /**
   * Creates an empty place.
   *
   * @param provider what tells the provider from others: its issuer
   */
  public ExchangedTokens(ClientContext context, String provider) {
    this.context = context;
    this.provider = provider;
    this.held =
        new OnDemand<>(
            () ->
                Caffeine.newBuilder()
                    .maximumWeight(MOST_CHARACTERS)
                    .<String, Held>weigher((key, one) -> one.characters())
                    .expireAfter(new Life(context.platform()))
                    .ticker(context.platform().ticker()::nanos)
                    .executor(Runnable::run)
                    .build());
  }

  /**
   * A source of the token that an exchange brings.
   *
   * @param request makes the exchange
   * @throws IllegalArgumentException if what is asked for is no access token
   */
  public TokenSource source(
      TokenExchange exchange, TokenRequestOptions options, Supplier<OAuthTokenResponse> request) {
    return source("", exchange, options, request);
  }

  /**
   * A source of the token that allows less. It is shared with none of {@link #source}: what was
   * brought for the same words there may allow more, and is not looked at.
   *
   * @param request gets the token, and refuses one that allows more
   */
  public TokenSource downscoped(
      TokenExchange exchange, TokenRequestOptions options, Supplier<OAuthTokenResponse> request) {
    return source("downscoped", exchange, options, request);
  }

  private TokenSource source(
      String rule,
      TokenExchange exchange,
      TokenRequestOptions options,
      Supplier<OAuthTokenResponse> request) {
    if (!exchange.asksForAccessToken()) {
      throw new IllegalArgumentException(
          "requested_token_type: expected that of an access token, which is all that a source"
              + " gives; use exchange(..) for other tokens");
    }
    return new ExchangedTokenSource(this, key(rule, exchange, options), exchange, request);
  }

  /** The source that all share who ask the same. */
  CachedTokenSource shared(ExchangedTokenSource asked) {
    Cache<String, Held> known = held.get();
    Held one = known.get(asked.key(), key -> hold(asked));
    if (context.platform().now().isBefore(one.end())) {
      return one.source();
    }
    // The monotonic clock stands still while a machine sleeps; the date does not.
    known.asMap().remove(asked.key(), one);
    return known.get(asked.key(), key -> hold(asked)).source();
  }

  /** The source that is here already. */
  Optional<CachedTokenSource> find(ExchangedTokenSource asked) {
    return held.ifMade().map(known -> known.getIfPresent(asked.key())).map(Held::source);
  }

  private Held hold(ExchangedTokenSource asked) {
    Instant now = context.platform().now();
    Instant end = asked.exchange().subjectEnd().orElse(now.plus(UNKNOWN_LIFE));
    return new Held(
        new CachedTokenSource(
            asked.request(),
            Authorization.of(context),
            () -> context.configuration().get().require(MetadataField.TOKEN_ENDPOINT),
            context.platform()),
        end.isAfter(now) ? end : now.plus(OVER),
        Math.max(LEAST_CHARACTERS, characters(asked.exchange().parameters())));
  }

  private static int characters(Form parameters) {
    return parameters.fields().stream().mapToInt(field -> field.value().length()).sum();
  }

  /** All that two requests may differ in; what is equal here is given the same token. */
  private String key(String rule, TokenExchange exchange, TokenRequestOptions options) {
    RequestDigest digest =
        new RequestDigest()
            .with(rule)
            .with(provider)
            .with(context.clientId())
            .with(certificate())
            .with(options.proofKey().flatMap(this::thumbprint).orElse(""))
            .with(exchange.parameters())
            .with(options.parameters());
    options.scopes().stream().sorted().forEach(digest::with);
    return digest.with(options.headers()).text();
  }

  /** The thumbprint of the certificate of now, which tokens may be bound to. */
  private String certificate() {
    Supplier<X509Certificate> certificate = context.certificate();
    return certificate == null ? "" : Thumbprint.ofCertificate(certificate.get());
  }

  /** Until it ends by the date of now, but no longer than a day, which is asked for again. */
  private record Life(Platform platform) implements Expiry<String, Held> {

    private static final Duration LONGEST = Duration.ofDays(1);

    @Override
    public long expireAfterCreate(String key, Held one, long now) {
      Instant date = platform.now();
      return one.end().isAfter(date.plus(LONGEST))
          ? LONGEST.toNanos()
          : Math.max(0, Duration.between(date, one.end()).toNanos());
    }

    @Override
    public long expireAfterUpdate(String key, Held one, long now, long left) {
      return expireAfterCreate(key, one, now);
    }

    @Override
    public long expireAfterRead(String key, Held one, long now, long left) {
      return left;
    }
  }

  private Optional<String> thumbprint(Secret key) {
    return context.proof().by(key).thumbprint();
  }

  /** How many are held now. */
  long size() {
    Cache<String, Held> known = held.get();
    known.cleanUp();
    return known.estimatedSize();
  }

  /** Nothing of the tokens. */
  @Override
  public String toString() {
    return "ExchangedTokens";
  }
}
