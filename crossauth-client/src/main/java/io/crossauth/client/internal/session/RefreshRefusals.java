package io.crossauth.client.internal.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Set;

/**
 * Tells the refusal of a refresh token that ends its session from one that may pass: by the words
 * that say so, by what the provider is known for, and by a refusal that comes again and again.
 */
final class RefreshRefusals {

  /** RFC 6749 section 5.2, OpenID Connect Core 3.1.2.6, and the known dialects of both. */
  private static final Set<String> FINAL =
      Set.of(
          "invalid_grant",
          // The user must be asked (OpenID Connect Core; Entra says them to a refresh too; Auth0).
          "interaction_required",
          "login_required",
          "account_selection_required",
          "consent_required",
          "mfa_required",
          // GitHub
          "bad_refresh_token",
          // Slack
          "invalid_refresh_token",
          "token_revoked",
          "account_inactive",
          // Others
          "refresh_token_expired",
          "refresh_token_revoked");

  /** They say something of the client, the request or the moment, and not of the token. */
  private static final Set<String> NOT_COUNTED =
      Set.of(
          "invalid_client",
          "unauthorized_client",
          "invalid_scope",
          "invalid_request",
          "unsupported_grant_type",
          "invalid_dpop_proof",
          "use_dpop_nonce",
          "slow_down",
          "temporarily_unavailable",
          "server_error");

  private static final int TIMES = 3;
  private static final Duration OVER = Duration.ofMinutes(5);
  private static final Duration MEMORY = Duration.ofHours(6);
  static final int MOST = 10_000;

  private record Seen(int times, long first) {}

  private final ProviderQuirks quirks;
  private final Platform platform;
  private final Cache<String, Seen> seen;

  RefreshRefusals(ProviderQuirks quirks, Platform platform) {
    this.quirks = quirks;
    this.platform = platform;
    this.seen =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(MEMORY)
            .ticker(platform.ticker()::nanos)
            .executor(Runnable::run)
            .build();
  }

  /** Whether the session is over; called once for each refusal, which is counted. */
  boolean isFinal(OAuthErrorException refusal, Secret refreshToken) {
    return FINAL.contains(refusal.error())
        || quirks.finalRefusals().test(refusal)
        || (counts(refusal) && again(refreshToken));
  }

  /** How many refresh tokens are counted now. */
  int counted() {
    seen.cleanUp();
    return seen.asMap().size();
  }

  private boolean counts(OAuthErrorException refusal) {
    // Some servers refuse with 200.
    boolean refused = refusal.status() == 400 || refusal.status() == 200;
    return refused
        && (quirks.countedRefusals().contains(refusal.error())
            || !NOT_COUNTED.contains(refusal.error()));
  }

  private boolean again(Secret refreshToken) {
    long now = platform.ticker().nanos();
    Seen all =
        seen.asMap()
            .compute(
                Hashes.sha256(refreshToken.reveal()),
                (token, before) ->
                    before == null ? new Seen(1, now) : new Seen(before.times + 1, before.first));
    return all.times >= TIMES && now - all.first >= OVER.toNanos();
  }
}
