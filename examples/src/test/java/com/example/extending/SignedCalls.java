package com.example.extending;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.TokenCall;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client that signs each call by a key that it shares with its server. */
record SignedCalls(Secret key) implements ClientAuthentication {

  @Override
  public TokenCall apply(TokenCall call) {
    String time = String.valueOf(call.platform().now().getEpochSecond());
    String signed = String.join("\n", call.clientId(), call.endpoint().toString(), time);
    return call.withParameter("client_id", call.clientId())
        .withHeader("X-Signed-At", time)
        .withHeader("X-Signature", signature(signed));
  }

  String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
