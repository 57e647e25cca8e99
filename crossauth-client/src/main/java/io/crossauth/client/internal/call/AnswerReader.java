package io.crossauth.client.internal.call;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.JsonReply;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells an answer that went well from an error and from rubbish. */
final class AnswerReader {

  private AnswerReader() {}

  static OAuthResponse read(String what, HttpReply reply, SecretMasker secrets, Instant now) {
    return read(what, reply, secrets, now, UnaryOperator.identity());
  }

  /**
   * @param adapter makes the members of an answer those that the specification names
   */
  static OAuthResponse read(
      String what,
      HttpReply reply,
      SecretMasker secrets,
      Instant now,
      UnaryOperator<Map<String, Object>> adapter) {
    JsonReply.refuseRedirect(what, reply);
    Map<String, @Nullable Object> members;
    try {
      members = adapted(what, reply, JsonReply.object(what, reply), adapter);
    } catch (InvalidResponseException e) {
      throw reply.successful() || e.rule().equals("adapter")
          ? withoutSecrets(e, what, reply, secrets)
          : ErrorAnswer.ofAnotherForm(what, reply, Map.of(), secrets, now);
    }
    if (members.get("error") != null) {
      Optional<OAuthErrorException> error = ErrorAnswer.of(what, reply, members, secrets, now);
      return new OAuthResponse.Refused(
          error.orElseThrow(() -> ErrorAnswer.ofAnotherForm(what, reply, members, secrets, now)),
          members,
          reply.headers());
    }
    if (!reply.successful()) {
      throw ErrorAnswer.ofAnotherForm(what, reply, members, secrets, now);
    }
    return new OAuthResponse.Granted(members, reply.status(), reply.headers());
  }

  private static Map<String, @Nullable Object> adapted(
      String what,
      HttpReply reply,
      Map<String, @Nullable Object> members,
      UnaryOperator<Map<String, Object>> adapter) {
    if (adapter.equals(UnaryOperator.identity())) {
      return members;
    }
    Map<String, Object> given = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          if (value != null) {
            given.put(name, value);
          }
        });
    try {
      return new LinkedHashMap<>(adapter.apply(given));
    } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
      // Its message may quote a token.
      throw new InvalidResponseException(
          "adapter",
          what
              + ": expected an answer that the adapter of the provider can read, found a different one ("
              + e.getClass().getSimpleName()
              + ")",
          reply.status(),
          null);
    }
  }

  /** The complaint names the content type that was found; a server can repeat anything there. */
  private static InvalidResponseException withoutSecrets(
      InvalidResponseException complaint, String what, HttpReply reply, SecretMasker secrets) {
    String type = reply.headers().first("Content-Type").orElse("");
    return secrets.maskedIn(type).equals(type)
        ? complaint
        : new InvalidResponseException(
            complaint.rule(),
            what + ": expected application/json, found a type that repeats what was sent",
            reply.status(),
            null);
  }
}
