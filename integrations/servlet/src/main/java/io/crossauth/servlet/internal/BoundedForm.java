package io.crossauth.servlet.internal;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A form that was posted, read here and within a limit, whatever the container's limits are. */
public final class BoundedForm {

  private static final int MOST_BYTES = 65_536;

  private BoundedForm() {}

  /**
   * Reads the body of a request.
   *
   * @param request a POST
   * @return the form; empty if the body is of another kind, too large or not well encoded
   * @throws IOException if the body breaks off
   */
  public static Optional<Form> read(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    String name = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!name.equals("application/x-www-form-urlencoded")
        || request.getContentLengthLong() > MOST_BYTES) {
      return Optional.empty();
    }
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(Form.parse(new String(body, StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException | InvalidResponseException e) {
      return Optional.empty();
    }
  }
}
