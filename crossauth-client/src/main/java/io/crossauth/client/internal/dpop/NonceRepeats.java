package io.crossauth.client.internal.dpop;

import io.crossauth.client.internal.call.Challenge;
import io.crossauth.client.internal.call.RepeatPolicy;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.JsonReply;
import java.util.List;

/**
 * Keeps the nonce of every answer, and asks for a repetition of a request whose proof lacked it.
 *
 * @param nonces where they are kept
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-8">RFC 9449 sections 8 and 9</a>
 */
record NonceRepeats(Nonces nonces) implements RepeatPolicy {

  @Override
  public boolean asksForRepeat(HttpCall sent, HttpReply answer) {
    List<String> brought = answer.headers().all("DPoP-Nonce");
    nonces.keep(sent.uri(), brought);
    return Nonces.isOne(brought)
        && sent.headers().first("DPoP").isPresent()
        && asksForNonce(answer);
  }

  /** Of an authorization server it stands in the body, of a resource server in the challenge. */
  private static boolean asksForNonce(HttpReply answer) {
    return (answer.status() == 400 || answer.status() == 401)
        && (Challenge.asksForNonce(answer.headers().all("WWW-Authenticate"))
            || Challenge.USE_DPOP_NONCE.equals(error(answer)));
  }

  private static String error(HttpReply answer) {
    try {
      return String.valueOf(JsonReply.object("answer", answer).get("error"));
    } catch (InvalidResponseException e) {
      return "";
    }
  }
}
