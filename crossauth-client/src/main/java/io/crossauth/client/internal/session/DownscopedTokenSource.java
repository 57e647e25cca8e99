package io.crossauth.client.internal.session;

import io.crossauth.client.session.TokenSource;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that allow less than those of another source. Each comes of the one that the other gives
 * now, so that it ends with the session and with the login that the other is of.
 */
public final class DownscopedTokenSource implements TokenSource {

  private final Supplier<TokenSource> narrowing;
  private final AtomicReference<@Nullable TokenSource> last = new AtomicReference<>();

  /**
   * Creates a source.
   *
   * @param narrowing gives the source of what comes of the token that the other gives now
   */
  public DownscopedTokenSource(Supplier<TokenSource> narrowing) {
    this.narrowing = narrowing;
  }

  private TokenSource narrowed() {
    TokenSource now = narrowing.get();
    last.set(now);
    return now;
  }

  /** Whoever tells what an API has answered asks for no new token. */
  private Optional<TokenSource> told() {
    return Optional.ofNullable(last.get());
  }

  @Override
  public Secret accessToken() {
    return narrowed().accessToken();
  }

  @Override
  public Map<String, String> authorize(String method, URI uri) {
    return narrowed().authorize(method, uri);
  }

  @Override
  public void answered(URI uri, Map<String, List<String>> headers) {
    told().ifPresent(now -> now.answered(uri, headers));
  }

  @Override
  public void rejected(Secret accessToken) {
    told().ifPresent(now -> now.rejected(accessToken));
  }

  /** Nothing of the tokens. */
  @Override
  public String toString() {
    return "TokenSource[downscoped]";
  }
}
