package io.crossauth.client.internal.login;

/**
 * What keeps a stolen code from being used in another login: PKCE, the nonce of the ID token, or
 * both. One of them stays, unless the program says by name that none does.
 *
 * @param pkce whether the request has a challenge, and the exchange its verifier
 * @param nonce whether the ID token must repeat the nonce; it is sent in any case
 * @param byName whether the program gave up both by name
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1">RFC 9700 sections 2.1.1 and
 *     4.5</a>
 */
public record CodeInjectionDefence(boolean pkce, boolean nonce, boolean byName) {

  private static final CodeInjectionDefence BOTH = new CodeInjectionDefence(true, true, false);

  /** PKCE and nonce. */
  public static CodeInjectionDefence both() {
    return BOTH;
  }

  /** Neither, by name. */
  public static CodeInjectionDefence noneByName() {
    return new CodeInjectionDefence(false, false, true);
  }

  /** The same without PKCE. */
  public CodeInjectionDefence withoutPkce() {
    return new CodeInjectionDefence(false, nonce, byName);
  }

  /** The same with a nonce that may be missing. */
  public CodeInjectionDefence withoutNonce() {
    return new CodeInjectionDefence(pkce, false, byName);
  }

  /**
   * Checks what a builder was told.
   *
   * @param publicClient whether the client has no credential
   * @throws IllegalArgumentException if a public client gives up PKCE, or if both are given up
   *     otherwise
   */
  public void check(boolean publicClient) {
    if (!pkce && publicClient) {
      throw new IllegalArgumentException(
          "withoutPkce: expected a confidential client, found one without client authentication");
    }
    if (!pkce && !nonce && !byName) {
      throw new IllegalArgumentException(
          "withoutPkce, withoutRequiredNonce: expected one of them, found both;"
              + " unsafeWithoutCodeInjectionDefence() gives up both");
    }
  }
}
