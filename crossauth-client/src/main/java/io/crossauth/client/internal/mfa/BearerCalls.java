package io.crossauth.client.internal.mfa;

import io.crossauth.client.internal.call.Credential;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.call.ProviderCall;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.call.ProviderReply;
import io.crossauth.client.mfa.MfaRefusedException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls that present the mfa token, or an access token, as Bearer. */
final class BearerCalls {

  private final ProviderCalls calls;

  BearerCalls(ProviderCalls calls) {
    this.calls = calls;
  }

  @Nullable Object get(String what, URI uri, Secret token) {
    ProviderReply reply = calls.exchange(call("GET", what, uri, token));
    // What is no JSON is left to the reader of errors, who does not repeat what was sent.
    Object value = reply.status() == 200 ? reply.json() : null;
    return value instanceof List<?> ? value : object(reply);
  }

  Map<String, @Nullable Object> post(String what, URI uri, Secret token, String json) {
    return object(calls.exchange(call("POST", what, uri, token).withJson(json)));
  }

  void delete(String what, URI uri, Secret token) {
    ProviderReply reply = calls.exchange(call("DELETE", what, uri, token));
    boolean gone = reply.status() == 204 || (reply.status() == 200 && reply.isEmpty());
    if (!gone) {
      // Some servers say an error with 200.
      Map<String, @Nullable Object> unused = object(reply);
    }
  }

  private static ProviderCall call(String method, String what, URI uri, Secret token) {
    return ProviderCall.of(method, MetadataField.MFA_CHALLENGE_ENDPOINT, Credential.bearer(token))
        .named(what)
        .at(uri);
  }

  private static Map<String, @Nullable Object> object(ProviderReply reply) {
    OAuthResponse answer = reply.read();
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
