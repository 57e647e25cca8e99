package io.crossauth.yandex.device;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.TokenCall;
import io.crossauth.value.Secret;
import java.util.function.Supplier;

/**
 * Names the application at every endpoint, and proves it everywhere but where device codes are
 * given out: there Yandex wants no secret.
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
