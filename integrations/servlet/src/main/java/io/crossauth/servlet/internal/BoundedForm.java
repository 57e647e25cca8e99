package io.crossauth.servlet.internal;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.platform.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A form that was posted, read here and within a limit, whatever the container's limits are. */
public final class BoundedForm {

  private static final int MOST_BYTES = 65_536;

  /** Less than that is no form on its way, but a thread that somebody holds. */
  private static final Duration MOST_TIME = Duration.ofSeconds(30);

  private static final int PIECE = 8_192;

  private BoundedForm() {}

  /**
   * Reads the body of a request.
   *
   * @param request a POST
   * @param ticker the time that it takes
   * @return the form; empty if the body is of another kind, too large, not well encoded, or not
   *     there within half a minute
   * @throws IOException if the body breaks off
   */
  public static Optional<Form> read(HttpServletRequest request, Ticker ticker) throws IOException {
    String type = request.getContentType();
    String name = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!name.equals("application/x-www-form-urlencoded")
        || request.getContentLengthLong() > MOST_BYTES) {
      return Optional.empty();
    }
    Optional<byte[]> body = bytes(request.getInputStream(), MOST_BYTES, ticker);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Form.parse(new String(body.get(), StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException | InvalidResponseException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a short body. The container ends a pause; this ends bytes that come one by one.
   *
   * @param in the body
   * @param most its most bytes
   * @param ticker the time that it takes
   * @return the body; empty if it is too long, or not there within half a minute
   * @throws IOException if it breaks off
   */
  public static Optional<byte[]> bytes(InputStream in, int most, Ticker ticker) throws IOException {
    long begun = ticker.nanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      body.write(piece, 0, count);
      if (body.size() > most || ticker.nanos() - begun > MOST_TIME.toNanos()) {
        return Optional.empty();
      }
    }
    return Optional.of(body.toByteArray());
  }
}
