package io.crossauth.client.mfa;

import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.JsonReply;
import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls that carry the mfa token, or an access token, as their proof. */
final class BearerCalls {

  private final ClientContext context;

  BearerCalls(ClientContext context) {
    this.context = context;
  }

  @Nullable Object get(String what, URI uri, Secret token) {
    HttpReply reply = send(HttpCall.get(uri), token);
    Object value = reply.status() == 200 ? value(what, reply) : null;
    return value instanceof List<?> ? value : object(what, reply, token);
  }

  /** What is no JSON is left to the reader of errors, who does not repeat what was sent. */
  private static @Nullable Object value(String what, HttpReply reply) {
    try {
      return JsonReply.value(what, reply);
    } catch (InvalidResponseException e) {
      return null;
    }
  }

  Map<String, @Nullable Object> post(String what, URI uri, Secret token, String json) {
    HttpCall call =
        HttpCall.of("POST", uri)
            .withBody("application/json", json.getBytes(StandardCharsets.UTF_8));
    return object(what, send(call, token), token);
  }

  void delete(String what, URI uri, Secret token) {
    HttpReply reply = send(HttpCall.of("DELETE", uri), token);
    boolean gone = reply.status() == 204 || (reply.status() == 200 && reply.body().length == 0);
    if (!gone) {
      // Some servers say an error with 200.
      Map<String, @Nullable Object> unused = object(what, reply, token);
    }
  }

  private HttpReply send(HttpCall call, Secret token) {
    return context
        .transport()
        .exchange(
            call.withHeader("Accept", "application/json")
                .withHeaders(context.headers())
                .withHeader("Authorization", "Bearer " + token.reveal()));
  }

  private Map<String, @Nullable Object> object(String what, HttpReply reply, Secret token) {
    OAuthResponse answer = OAuthResponse.read(what, reply, token, context.platform().now());
    if (answer instanceof OAuthResponse.Refused refused) {
      OAuthErrorException error = refused.error();
      // Some of these endpoints put a title where the error's name belongs; the status tells.
      throw error.status() == 401
          ? new MfaRefusedException(MfaRefusedException.Reason.EXPIRED, error)
          : MfaErrors.ofRequest(error);
    }
    return answer.members();
  }
}
