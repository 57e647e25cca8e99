package io.crossauth.http;

import java.io.IOException;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** Reads whole answers. */
final class Reply {

  private static final byte[] NOTHING = new byte[0];

  private Reply() {}

  /**
   * Reads an answer to its last byte, so that the connection is free for the next. The body may
   * still be compressed.
   *
   * @param progress is run before each piece of the body
   */
  static HttpReply read(ClassicHttpResponse response, int max, Runnable progress)
      throws IOException {
    Headers headers = headers(response);
    int limit = Body.codings(headers).isEmpty() ? max : Body.maxCompressed(max);
    return HttpReply.owning(
        response.getCode(), headers, body(response.getEntity(), limit, progress));
  }

  /** An answer whose body is left where it is. */
  static HttpReply head(ClassicHttpResponse response) {
    Headers headers = headers(response).without("Content-Encoding").without("Content-Length");
    return HttpReply.owning(response.getCode(), headers, NOTHING);
  }

  /** The answer as callers see it: with its body decompressed. */
  static HttpReply decoded(HttpReply reply, int max) throws IOException {
    List<String> codings = Body.codings(reply.headers());
    if (codings.isEmpty()) {
      return reply;
    }
    Headers plain = reply.headers().without("Content-Encoding").without("Content-Length");
    return HttpReply.owning(reply.status(), plain, Body.decoded(reply.bytes(), codings, max));
  }

  private static byte[] body(@Nullable HttpEntity entity, int limit, Runnable progress)
      throws IOException {
    return entity == null
        ? NOTHING
        : Body.read(entity.getContent(), entity.getContentLength(), limit, progress);
  }

  private static Headers headers(ClassicHttpResponse response) {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    for (Iterator<Header> all = response.headerIterator(); all.hasNext(); ) {
      Header header = all.next();
      if (Headers.isToken(header.getName())) {
        String value = header.getValue() == null ? "" : header.getValue();
        fields.add(new AbstractMap.SimpleImmutableEntry<>(header.getName(), Headers.plain(value)));
      }
    }
    return Headers.owning(fields);
  }
}
