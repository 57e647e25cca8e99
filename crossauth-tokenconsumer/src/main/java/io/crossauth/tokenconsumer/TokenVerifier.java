package io.crossauth.tokenconsumer;

/** The walk of a token through all checks. */
final class TokenVerifier {

  VerifiedToken verify(String token, TokenType type, TokenExpectations expectations) {
    if (token.isEmpty() && expectations.expected().toString().isEmpty()) {
      return verify(token, type, TokenExpectations.none());
    }
    throw new UnsupportedOperationException("coming in the next commits");
  }
}
