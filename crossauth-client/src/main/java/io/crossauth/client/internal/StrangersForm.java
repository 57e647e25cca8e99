package io.crossauth.client.internal;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import java.util.Map;

/**
 * Parameters that anybody's browser brings: few and short, or refused before they are looked at.
 */
public final class StrangersForm {

  /** More than any specification has, and more for an application's own. */
  static final int MOST_PARAMETERS = 100;

  /** Servers of the web take 8 KiB of an address; a form_post may have two tokens. */
  public static final int MOST_CHARACTERS = 64 * 1024;

  private StrangersForm() {}

  /**
   * Reads an encoded query.
   *
   * @throws IllegalArgumentException if it is not well encoded
   * @throws InvalidResponseException {@code response.too_large} if it is
   */
  public static Form parse(String query) {
    requireLength(query.length());
    return checked(Form.parse(query));
  }

  /**
   * Takes decoded parameters.
   *
   * @throws InvalidResponseException {@code response.too_large} if they are too many or too long
   */
  public static Form of(Map<String, String[]> parameters) {
    return checked(Form.ofParameters(parameters));
  }

  /**
   * Checks parameters that are here already.
   *
   * @return the same
   * @throws InvalidResponseException {@code response.too_large} if they are too many or too long
   */
  public static Form checked(Form parameters) {
    if (parameters.fields().size() > MOST_PARAMETERS) {
      throw tooLarge(MOST_PARAMETERS + " parameters");
    }
    long length = 0;
    for (Form.Field field : parameters.fields()) {
      length += field.name().length() + field.value().length();
    }
    requireLength(length);
    return parameters;
  }

  private static void requireLength(long length) {
    if (length > MOST_CHARACTERS) {
      throw tooLarge(MOST_CHARACTERS + " characters");
    }
  }

  private static InvalidResponseException tooLarge(String most) {
    return new InvalidResponseException(
        "too_large", "callback: expected at most " + most + ", found more");
  }
}
