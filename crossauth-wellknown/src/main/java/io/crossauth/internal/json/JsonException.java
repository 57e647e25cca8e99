package io.crossauth.internal.json;

/** The bytes are not the JSON that was expected. The message never repeats them. */
public final class JsonException extends Exception {

  private static final long serialVersionUID = 1L;

  JsonException(String message) {
    super(message);
  }
}
