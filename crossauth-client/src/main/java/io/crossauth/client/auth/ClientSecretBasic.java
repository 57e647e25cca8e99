package io.crossauth.client.auth;

import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.util.function.Supplier;

/** RFC 6749 section 2.3.1: form-encode each part before joining them with a colon. */
record ClientSecretBasic(Supplier<Secret> secret) implements ClientAuthentication {

  @Override
  public TokenCall apply(TokenCall call) {
    return BasicCredentials.into(
        call, Form.encode(call.clientId()), Form.encode(secret.get().reveal()));
  }
}
