package io.crossauth.client.auth;

import io.crossauth.value.Secret;
import java.util.function.Supplier;

/** RFC 7523 section 2.2 with an assertion that somebody else makes and renews. */
record GivenAssertion(Supplier<Secret> assertion) implements ClientAuthentication {

  @Override
  public TokenCall apply(TokenCall call) {
    return SignedAssertion.attach(call, assertion.get());
  }
}
