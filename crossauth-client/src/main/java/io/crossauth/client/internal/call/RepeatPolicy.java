package io.crossauth.client.internal.call;

import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;

/**
 * Says whether an answer asks for the same request once more, with everything made anew. Sees every
 * answer, so that it may keep what an answer brings, such as a nonce. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-8">RFC 9449 section 8</a>
 */
@FunctionalInterface
public interface RepeatPolicy {

  /**
   * Whether the request may be sent once more. Asked about the first answer; for the second one the
   * result is ignored.
   *
   * @param sent the request
   * @param answer its answer, which must say explicitly that the request was not processed
   */
  boolean asksForRepeat(HttpCall sent, HttpReply answer);

  /** No request is sent twice. */
  static RepeatPolicy never() {
    return (sent, answer) -> false;
  }
}
