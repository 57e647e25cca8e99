package io.crossauth.internal.json;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.http.Shown;
import io.crossauth.internal.text.Printable;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the answer of an endpoint that speaks JSON; everything else is an error of its kind. */
public final class JsonReply {

  private JsonReply() {}

  /**
   * Reads the document of an endpoint that anybody may read: metadata, keys.
   *
   * @param what what is read, for the message: {@code provider metadata}
   * @throws TransportException if the server is busy or down (429, 5xx)
   * @throws InvalidResponseException if the answer is not 200 with a JSON object
   */
  public static Map<String, @Nullable Object> document(String what, URI uri, HttpReply reply) {
    expectDocument(what, uri, reply);
    return object(what, reply);
  }

  /**
   * Reads such a document in which the items of one array stand for themselves; see {@link
   * Json#objectOfItems}.
   *
   * @param array the name of the member whose items they are
   * @throws TransportException if the server is busy or down (429, 5xx)
   * @throws InvalidResponseException if the answer is not 200 with a JSON object
   */
  public static Map<String, @Nullable Object> documentOfItems(
      String what, URI uri, HttpReply reply, String array) {
    expectDocument(what, uri, reply);
    byte[] body = body(what, reply);
    try {
      return Json.objectOfItems(body, array);
    } catch (JsonException e) {
      throw invalid("not_json", what + ": " + e.getMessage(), reply);
    }
  }

  private static void expectDocument(String what, URI uri, HttpReply reply) {
    if (reply.status() >= 500 || reply.status() == 429) {
      throw new TransportException(
          TransportException.Kind.UNAVAILABLE, uri, true, "HTTP " + reply.status(), null);
    }
    refuseRedirect(what, reply);
    if (reply.status() != 200) {
      throw new InvalidResponseException(
          "status",
          what + ": expected HTTP 200, found HTTP " + reply.status(),
          reply.status(),
          null);
    }
  }

  /**
   * Refuses a redirect: endpoints have fixed addresses, and credentials follow nobody.
   *
   * @throws InvalidResponseException if the answer is a redirect
   */
  public static void refuseRedirect(String what, HttpReply reply) {
    if (reply.status() >= 300 && reply.status() < 400) {
      throw new InvalidResponseException(
          "redirect",
          what
              + ": expected an answer, found a redirect to "
              + Shown.targetHost(reply.headers().first("Location").orElse(null))
                  .orElse("another address of it")
              + "; configure the address it leads to if that is the provider's",
          reply.status(),
          null);
    }
  }

  /**
   * Reads a JSON object, whatever the status and whatever it is called, unless it is called a page
   * or a JWT.
   *
   * @throws InvalidResponseException if the body is empty, is called such, or is not a JSON object
   */
  public static Map<String, @Nullable Object> object(String what, HttpReply reply) {
    byte[] body = body(what, reply);
    try {
      Map<String, @Nullable Object> object = Json.object(body);
      tellIfOdd(what, reply);
      return object;
    } catch (JsonException e) {
      throw noJson(what, reply, e);
    }
  }

  /**
   * Reads any JSON value, whatever the status and whatever it is called, unless it is called a page
   * or a JWT.
   *
   * @throws InvalidResponseException if the body is empty, is called such, or is not JSON
   */
  public static @Nullable Object value(String what, HttpReply reply) {
    byte[] body = body(what, reply);
    try {
      Object value = Json.value(body);
      tellIfOdd(what, reply);
      return value;
    } catch (JsonException e) {
      throw noJson(what, reply, e);
    }
  }

  private static byte[] body(String what, HttpReply reply) {
    byte[] body = reply.body();
    if (body.length == 0) {
      throw invalid("empty", what + ": expected JSON, found an empty body", reply);
    }
    if (MediaType.of(reply) == MediaType.NO_JSON) {
      throw otherType(what, reply);
    }
    return withoutMark(body);
  }

  private static void tellIfOdd(String what, HttpReply reply) {
    if (MediaType.of(reply) == MediaType.ODD) {
      OddAnswers.ALL.tell(what, reply.mediaType().orElse(""));
    }
  }

  private static InvalidResponseException noJson(String what, HttpReply reply, JsonException e) {
    return MediaType.of(reply) == MediaType.ODD
        ? otherType(what, reply)
        : invalid("not_json", what + ": " + e.getMessage(), reply);
  }

  /** RFC 8259 section 8.1: a byte order mark may be ignored. */
  private static byte[] withoutMark(byte[] body) {
    boolean marked =
        body.length > 3
            && body[0] == (byte) 0xEF
            && body[1] == (byte) 0xBB
            && body[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(body, 3, body.length) : body;
  }

  private static InvalidResponseException otherType(String what, HttpReply reply) {
    String type = reply.mediaType().orElse("no content type");
    return invalid(
        "content_type",
        what + ": expected application/json, found " + Printable.of(type, 80),
        reply);
  }

  private static InvalidResponseException invalid(String rule, String message, HttpReply reply) {
    return new InvalidResponseException(rule, message, reply.status(), null);
  }
}
