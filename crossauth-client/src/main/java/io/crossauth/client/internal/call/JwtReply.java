package io.crossauth.client.internal.call;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.HttpReply;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** An answer that is a JWT instead of JSON. Nothing in it is true before it has been verified. */
final class JwtReply {

  private JwtReply() {}

  /** Whether an answer went well and is of this media type. */
  static boolean is(HttpReply reply, String mediaType) {
    return reply.status() == 200 && reply.mediaType().orElse("").equals(mediaType);
  }

  /**
   * The JWT, unverified.
   *
   * @param what what was asked for, for messages: {@code userinfo endpoint}
   * @throws InvalidResponseException if the body is empty, or not ASCII
   */
  static String text(String what, HttpReply reply) {
    if (reply.body().length == 0) {
      throw new InvalidResponseException(
          "empty", what + ": expected a JWT, found an empty body", reply.status(), null);
    }
    try {
      return StandardCharsets.US_ASCII
          .newDecoder()
          .decode(ByteBuffer.wrap(reply.body()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidResponseException(
          "not_jwt", what + ": expected a JWT, found other characters", reply.status(), null);
    }
  }
}
