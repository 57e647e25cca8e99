package io.crossauth.redaction;

/**
 * Takes tokens, cookies, passwords and codes out of a string that goes to a log, and puts it on one
 * line. What is secret is known by its name ({@code password=…}, {@code "access_token":"…"}, {@code
 * <assertion>…}), by its scheme ({@code Bearer …}), by its place (the user information of an
 * address) or by its looks (32 characters or more that are neither words, nor a UUID, nor a commit
 * id). It errs on the side of taking out too much.
 *
 * <p>The string is read once from its beginning to its end, so that the work grows with its length
 * and nothing else. Stateless and safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6819#section-5.1.5">RFC 6819 section 5.1.5</a>
 */
public final class Redaction {

  /** What stands in the place of a secret. */
  public static final String MASK = "***";

  private Redaction() {}

  /**
   * Redacts a string.
   *
   * @param text what is to be logged, of any length
   * @return the same without its secrets, on one line: line breaks of every kind are bars, and
   *     other control characters, ESC among them, are written as {@code \\u001b}
   */
  public static String redact(String text) {
    return new RedactingReader(text).redacted();
  }

  /**
   * Redacts a throwable: its message, those of its causes and of what it suppresses.
   *
   * @param thrown what is to be logged
   * @return the same, if there is nothing to take out; else one in its stead, with the same traces,
   *     whose string forms begin with the names of the true classes
   */
  public static Throwable redact(Throwable thrown) {
    return RedactedThrowable.of(thrown);
  }

  /**
   * Redacts a value that has a name, such as one of a context or a pair.
   *
   * @param name its name; if it {@linkplain #isSecret is secret}, nothing of the value is shown
   * @param value what is to be logged
   * @return {@link #MASK}, or the value's string form without its secrets
   */
  public static String redact(String name, Object value) {
    return isSecret(name) ? MASK : redact(value.toString());
  }

  /**
   * Whether a value of this name is secret as a whole, whatever it looks like.
   *
   * @param name the name of a field, parameter or header, in any case; {@code _} and {@code -} in
   *     it do not matter, nor what stands before its last dot
   * @return true if it must not be shown
   */
  public static boolean isSecret(String name) {
    return SecretNames.kind(name, 0, name.length()) != SecretNames.Kind.PUBLIC;
  }
}
