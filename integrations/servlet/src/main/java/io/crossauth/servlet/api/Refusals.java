package io.crossauth.servlet.api;

import io.crossauth.internal.text.Printable;
import io.crossauth.platform.RandomSource;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Answers requests that do not pass. Answer and log share a reference; the answer says nothing that
 * came in the request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457 section 3</a>
 */
final class Refusals {

  private static final int LONGEST_PATH = 200;
  private static final int LONGEST_METHOD = 20;
  private static final int LONGEST_LINE = 2_000;

  private final System.Logger log = System.getLogger(ResourceServerFilter.class.getName());
  private final RandomSource random = RandomSource.system();

  /** Answers, if there is still something to answer. */
  void send(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    UUID reference = reference();
    if (log.isLoggable(refusal.level())) {
      log.log(refusal.level(), line(refusal, request, reference));
    }
    if (maySay(request, response)) {
      answer(refusal, response, reference);
    }
  }

  /** What is included is a part of another's answer, and an error page of one with a status. */
  private static boolean maySay(HttpServletRequest request, HttpServletResponse response) {
    DispatcherType type = request.getDispatcherType();
    return type != DispatcherType.INCLUDE
        && type != DispatcherType.ERROR
        && !response.isCommitted();
  }

  private static void answer(Refusal refusal, HttpServletResponse response, UUID reference)
      throws IOException {
    String body =
        "{\"title\":\"%s\",\"status\":%d,\"instance\":\"urn:uuid:%s\"}"
            .formatted(refusal.title(), refusal.status(), reference);
    response.resetBuffer();
    response.setStatus(refusal.status());
    refusal.headers().forEach(response::setHeader);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType("application/problem+json");
    response.setContentLength(body.length());
    write(body, response);
  }

  private static void write(String body, HttpServletResponse response) throws IOException {
    try {
      response.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalStateException e) {
      // Whoever has forwarded to here had begun with the other one.
      response.getWriter().write(body);
    }
  }

  private static String line(Refusal refusal, HttpServletRequest request, UUID reference) {
    String line =
        "%d for %s %s (%s), reference %s: %s"
            .formatted(
                refusal.status(),
                Printable.of(String.valueOf(request.getMethod()), LONGEST_METHOD),
                Printable.of(String.valueOf(request.getRequestURI()), LONGEST_PATH),
                request.getDispatcherType(),
                reference,
                refusal.why());
    return Printable.of(line, LONGEST_LINE);
  }

  /** RFC 9562 section 5.4. */
  private UUID reference() {
    ByteBuffer bytes = ByteBuffer.wrap(random.bytes(16));
    long high = (bytes.getLong() & ~0xf000L) | 0x4000L;
    long low = (bytes.getLong() & ~(3L << 62)) | (2L << 62);
    return new UUID(high, low);
  }
}
