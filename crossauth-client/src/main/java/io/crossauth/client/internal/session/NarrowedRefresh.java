package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.value.Secret;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Presents a session's refresh token for an access token that allows less (RFC 6749 section 6). The
 * session keeps its own access token, and the next refresh token; what allows less is for the one
 * who asked. For one presentation.
 */
final class NarrowedRefresh implements SessionRefresh {

  private final SessionRefresh refresh;
  private final AtomicReference<@Nullable OAuthTokenResponse> got = new AtomicReference<>();

  /**
   * @param refresh asks for less
   */
  NarrowedRefresh(SessionRefresh refresh) {
    this.refresh = refresh;
  }

  /** What allows less, when the session has been saved. */
  OAuthTokenResponse got() {
    return Objects.requireNonNull(got.get(), "what is saved has been presented");
  }

  @Override
  public boolean isFinal(OAuthErrorException refusal, StoredTokens tokens) {
    return refresh.isFinal(refusal, tokens);
  }

  @Override
  public void ended(OAuthErrorException refusal) {
    refresh.ended(refusal);
  }

  @Override
  public Answer present(StoredTokens tokens, BooleanSupplier mayBegin) {
    Answer answer = refresh.present(tokens, mayBegin);
    return new Answer() {
      @Override
      public Optional<Secret> refreshToken() {
        return answer.refreshToken();
      }

      @Override
      public Optional<StoredTokens> kept(StoredTokens before) {
        return answer.kept(before);
      }

      @Override
      public OAuthTokenResponse checked() {
        return answer.checked();
      }

      @Override
      public StoredTokens next(StoredTokens before) {
        got.set(answer.checked());
        return kept(before)
            .orElseGet(() -> before.withRefreshToken(before.refreshToken().orElseThrow()));
      }
    };
  }

  /** Lets no token be given out, however good it is: the refresh token is to be presented. */
  record AlwaysJudge(Judge usual) implements Judge {

    @Override
    public boolean good(StoredTokens tokens) {
      return false;
    }

    @Override
    public boolean usable(StoredTokens tokens) {
      return false;
    }

    @Override
    public Optional<RuntimeException> refusal(StoredTokens tokens) {
      return usual.refusal(tokens);
    }
  }
}
