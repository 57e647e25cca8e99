package io.crossauth.client.internal.call;

import io.crossauth.client.auth.TokenCall;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.Json;
import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes calls as the client: with its proof, and with what every call of it carries. */
public final class ClientCalls {

  private static final Headers JSON = Headers.of("Accept", "application/json");

  private final ClientContext context;

  /** Creates the calls of a client. */
  public ClientCalls(ClientContext context) {
    this.context = context;
  }

  /** What every call has in common. */
  public ClientContext context() {
    return context;
  }

  /**
   * The same calls, each of which ends when this time is over, unless it ends sooner by itself.
   *
   * @param time more than zero
   */
  public ClientCalls endingWithin(Duration time) {
    return new ClientCalls(
        context.withTransport(call -> context.transport().send(call.withTimeout(time))));
  }

  /**
   * Posts parameters with the client's proof, and reads the answer.
   *
   * @param what what is asked for, for messages: {@code token endpoint}
   * @param endpoint where the call goes
   * @param form the parameters, without the client's
   * @param headers header fields for this call
   * @throws TransportException if no usable answer came
   */
  public OAuthResponse post(String what, URI endpoint, Form form, Headers headers) {
    TokenCall call = completed(endpoint, form);
    HttpReply reply = send(call, headers);
    return AnswerReader.read(what, reply, SecretMasker.call(call), context.platform().now());
  }

  /**
   * Posts parameters with the client's proof, and reads an answer that must be a JWT.
   *
   * @param mediaType the media type to ask for
   * @return the JWT, unverified
   * @throws OAuthErrorException if the server says no
   * @throws InvalidResponseException if the answer is no JWT of this type
   * @throws TransportException if no usable answer came
   */
  public String postForJwt(String what, URI endpoint, Form form, String mediaType) {
    TokenCall call = completed(endpoint, form);
    HttpReply reply = send(call, Headers.of("Accept", mediaType));
    if (JwtReply.is(reply, mediaType)) {
      return JwtReply.text(what, reply);
    }
    Map<String, @Nullable Object> unused =
        AnswerReader.read(what, reply, SecretMasker.call(call), context.platform().now()).orThrow();
    throw new InvalidResponseException(
        "content_type", what + ": expected " + mediaType + ", found JSON", reply.status(), null);
  }

  /**
   * Posts parameters with the client's proof to an endpoint whose success says nothing.
   *
   * @throws OAuthErrorException if the server says no
   * @throws TransportException if no usable answer came
   */
  public void postExpectingNothing(String what, URI endpoint, Form form) {
    TokenCall call = completed(endpoint, form);
    HttpReply reply = send(call, Headers.none());
    try {
      // A server that says no with status 200 still says no.
      Map<String, @Nullable Object> unused =
          AnswerReader.read(what, reply, SecretMasker.call(call), context.platform().now())
              .orThrow();
    } catch (InvalidResponseException e) {
      if (!reply.successful()) {
        throw e;
      }
    }
  }

  private TokenCall completed(URI endpoint, Form form) {
    return context
        .authentication()
        .apply(
            new TokenCall(
                context.clientId(),
                context.configuration().get(),
                endpoint,
                form,
                JSON,
                context.platform()));
  }

  private HttpReply send(TokenCall call, Headers headers) {
    return context
        .transport()
        .exchange(
            request(call)
                .withHeaders(call.headers())
                .withHeaders(context.headers())
                .withHeaders(headers));
  }

  /**
   * Gets something with an access token.
   *
   * @param accept the media types to ask for
   * @param maxBytes the most bytes of the answer
   * @throws TransportException if no usable answer came
   */
  public HttpReply get(URI endpoint, Secret accessToken, String accept, int maxBytes) {
    return context
        .transport()
        .exchange(
            HttpCall.get(endpoint)
                .withHeaders(context.headers())
                .withHeader("Accept", accept)
                .withHeader("Authorization", context.presentation() + " " + accessToken.reveal())
                .withMaxBytes(maxBytes));
  }

  private HttpCall request(TokenCall call) {
    if (context.body() == ClientContext.BodyType.FORM) {
      return HttpCall.post(call.endpoint(), call.form());
    }
    return HttpCall.of("POST", call.endpoint())
        .withBody(
            "application/json", Json.write(members(call.form())).getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> members(Form form) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (Form.Field field : form.fields()) {
      List<String> values = form.all(field.name());
      members.put(field.name(), values.size() == 1 ? field.value() : values);
    }
    return members;
  }
}
