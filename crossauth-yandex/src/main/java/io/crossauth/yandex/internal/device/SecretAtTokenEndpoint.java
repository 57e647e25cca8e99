package io.crossauth.yandex.internal.device;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.TokenCall;
import io.crossauth.value.Secret;
import java.util.function.Supplier;

/**
 * Client authentication of Yandex OAuth: the id at every endpoint, the secret in the form (RFC 6749
 * section 2.3.1) everywhere but where device codes are given out: there Yandex wants none.
 *
 * @param secret where the client secret comes from; asked at each call that needs it
 */
public record SecretAtTokenEndpoint(Supplier<Secret> secret) implements ClientAuthentication {

  @Override
  public TokenCall apply(TokenCall call) {
    TokenCall named = call.withParameter("client_id", call.clientId());
    if ("/revoke_token".equals(call.endpoint().getPath())) {
      // RFC 7009 calls it token; Yandex is older than that.
      named =
          named.withParameter("access_token", Secret.of(call.form().first("token").orElseThrow()));
    }
    return "/device/code".equals(call.endpoint().getPath())
        ? named
        : named.withParameter("client_secret", secret.get());
  }
}
