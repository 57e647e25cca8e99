package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.platform.Platform;
import java.util.Optional;

/** Judges by the date, and by what is known against the tokens. */
record SessionJudge(String session, RenewalFailures failures, Platform platform) implements Judge {

  @Override
  public boolean usable(StoredTokens tokens) {
    return !SessionAge.over(tokens, platform) && !failures.isRefused(session, tokens);
  }

  @Override
  public boolean good(StoredTokens tokens) {
    return usable(tokens) && !SessionAge.wantsRenewal(tokens, platform);
  }

  @Override
  public Optional<RuntimeException> refusal(StoredTokens tokens) {
    return failures.against(session, tokens);
  }
}
