package io.crossauth.client.registration;

import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls that carry an initial access token, a registration access token, or none. */
record RegistrationCalls(HttpTransport transport, Headers headers, Platform platform) {

  OAuthResponse send(String what, HttpCall call, Optional<Secret> token, List<Secret> secrets) {
    return read(what, exchange(call, token), token, secrets);
  }

  void sendExpectingNothing(String what, HttpCall call, Secret token, List<Secret> secrets) {
    HttpReply reply = exchange(call, Optional.of(token));
    if (!reply.successful()) {
      Map<String, @Nullable Object> unused =
          read(what, reply, Optional.of(token), secrets).orThrow();
    }
  }

  private HttpReply exchange(HttpCall call, Optional<Secret> token) {
    HttpCall ours = call.withHeaders(headers).withHeader("Accept", "application/json");
    return transport.exchange(
        token.map(t -> ours.withHeader("Authorization", "Bearer " + t.reveal())).orElse(ours));
  }

  private OAuthResponse read(
      String what, HttpReply reply, Optional<Secret> token, List<Secret> secrets) {
    boolean json = reply.mediaType().filter(type -> type.endsWith("json")).isPresent();
    if (!json && (reply.status() == 401 || reply.status() == 403)) {
      // RFC 6750 section 3: the error may stand in the challenge alone.
      throw new OAuthErrorException(
          reply.status() == 401 ? "invalid_token" : "insufficient_scope",
          null,
          null,
          reply.status(),
          null,
          "the initial or registration access token is missing, wrong or used up");
    }
    List<Secret> all = new ArrayList<>(secrets);
    token.ifPresent(all::add);
    return OAuthResponse.read(what, reply, all, platform.now());
  }
}
