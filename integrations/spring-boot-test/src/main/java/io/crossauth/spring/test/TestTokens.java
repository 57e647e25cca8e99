package io.crossauth.spring.test;

import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.InProcessProvider;

/**
 * Access tokens of the test's provider, which the application under test accepts; a bean. Safe for
 * use by many threads.
 */
public final class TestTokens {

  private final InProcessProvider provider;
  private final String audience;

  TestTokens(InProcessProvider provider, String audience) {
    this.provider = provider;
    this.audience = audience;
  }

  /**
   * {@return the value of an {@code Authorization} header with a good token}
   *
   * @param subject whose token it is ({@code sub})
   * @param scopes what it allows; none for a token that names no scope
   */
  public String bearer(String subject, String... scopes) {
    return "Bearer " + draft(subject, scopes).compact();
  }

  /**
   * {@return a good token, to change before it is signed: {@code .claim("aud",
   * "another").compact()} is one to be refused}
   *
   * @param subject whose token it is ({@code sub})
   * @param scopes what it allows; none for a token that names no scope
   */
  public TokenDraft draft(String subject, String... scopes) {
    TokenDraft draft = provider.mint().withSubject(subject).withAudience(audience).accessToken();
    return scopes.length == 0
        ? draft.without("scope")
        : draft.claim("scope", String.join(" ", scopes));
  }

  /** {@return the issuer; no token} */
  @Override
  public String toString() {
    return "TestTokens[" + provider.issuer() + "]";
  }
}
