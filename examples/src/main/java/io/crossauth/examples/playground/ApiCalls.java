package io.crossauth.examples.playground;

import io.crossauth.client.resource.ResourceAccess;
import io.crossauth.client.resource.ResourceCall;
import io.crossauth.client.session.TokenSource;
import io.crossauth.error.CrossauthException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls the API with the session's token, by the transport whose requests are shown. */
final class ApiCalls {

  private final HttpTransport transport;
  private final OrdersApi api;

  ApiCalls(Surroundings around) {
    this.transport = around.noted(around.transport());
    this.api = around.api();
  }

  /** An answer, and what the API itself says if it refused. */
  record Answer(HttpReply reply, Optional<CrossauthException> refusal) {}

  /** As a program does it: with another token, or a nonce, where the API asks for that. */
  Answer call(TokenSource tokens, String method, String path) {
    Optional<CrossauthException> unused = api.takeDenied();
    URI uri = api.origin().resolve(path);
    ResourceCall call = ResourceAccess.of(tokens, api.origin()).call(method, uri);
    HttpReply reply = send(method, uri, call.headers());
    while (call.wantsAnother(reply.status(), fields(reply.headers()))) {
      reply = send(method, uri, call.headers());
    }
    return answer(reply);
  }

  /** As somebody does who has found the token, and nothing else. */
  Answer steal(TokenSource tokens, String method, String path) {
    Optional<CrossauthException> unused = api.takeDenied();
    String credentials = "Bearer " + tokens.accessToken().reveal();
    return answer(send(method, api.origin().resolve(path), Map.of("Authorization", credentials)));
  }

  /** The access token's claims as the API has verified them; it is asked where it has not yet. */
  Optional<VerifiedToken> verified(TokenSource tokens) {
    Optional<VerifiedToken> known = api.verified(tokens.accessToken());
    if (known.isPresent()) {
      return known;
    }
    Answer unused = call(tokens, "GET", "/me");
    return api.verified(tokens.accessToken());
  }

  private Answer answer(HttpReply reply) {
    Optional<CrossauthException> refusal = api.takeDenied();
    return new Answer(reply, reply.successful() ? Optional.empty() : refusal);
  }

  private HttpReply send(String method, URI uri, Map<String, String> headers) {
    HttpCall call = HttpCall.of(method, uri);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      call = call.withHeader(header.getKey(), header.getValue());
    }
    return transport.exchange(call);
  }

  static Map<String, List<String>> fields(Headers headers) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    headers.names().forEach(name -> fields.put(name, headers.all(name)));
    return fields;
  }
}
