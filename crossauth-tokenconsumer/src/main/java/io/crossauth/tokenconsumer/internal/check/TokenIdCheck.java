package io.crossauth.tokenconsumer.internal.check;

/**
 * The token's own name is a string, where it has one; whoever counts tokens by it is not misled.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.7">RFC 7519 section 4.1.7</a>
 */
record TokenIdCheck() implements ClaimCheck {

  @Override
  public void check(SignedClaims token, Expected expected) {
    token.claims().string("jti");
  }
}
