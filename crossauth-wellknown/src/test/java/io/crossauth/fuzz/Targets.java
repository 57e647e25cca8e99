package io.crossauth.fuzz;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.AnyAnswer;
import io.crossauth.http.Form;
import io.crossauth.redaction.Redaction;
import java.nio.charset.StandardCharsets;

/**
 * What is given to a reader, and what may come of it: an answer, or the refusal that belongs to it.
 * Any other exception is a fault, and so is an answer that must not be. Used by the corpus in every
 * build, and by Jazzer on demand.
 */
final class Targets {

  private static final String CANARY = "hunter2-canary";

  private Targets() {}

  /** What a server sends: heads, interim answers, bodies of every coding. Good: read to its end. */
  static boolean http(byte[] bytes) {
    return AnyAnswer.read(bytes);
  }

  /**
   * What a program logs. Good: nothing was taken out. Whatever stands before a secret on a line of
   * its own does not save it.
   */
  static boolean redaction(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String clean = Redaction.redact(text);
    requireOneLine(clean);
    int half = text.length() / 2;
    String around = text.substring(0, half) + "\npassword=" + CANARY + "\n" + text.substring(half);
    if (!text.contains(CANARY) && Redaction.redact(around).contains(CANARY)) {
      throw new IllegalStateException("shown: " + around);
    }
    return clean.equals(text);
  }

  private static void requireOneLine(String clean) {
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      boolean control = Character.isISOControl(c) && c != '\t';
      if (control || c == '\u2028' || c == '\u2029' || (c >= '\u202a' && c <= '\u202e')) {
        throw new IllegalStateException("a control character at " + i);
      }
    }
  }

  /** An encoded form or query. Good: it comes out as it was when it is encoded and read again. */
  static boolean form(byte[] bytes) {
    try {
      Form form = Form.parse(new String(bytes, StandardCharsets.ISO_8859_1));
      if (!Form.parse(form.encode()).fields().equals(form.fields())) {
        throw new IllegalStateException("another form: " + form.encode());
      }
      return true;
    } catch (InvalidResponseException e) {
      return false;
    } catch (IllegalArgumentException e) {
      if (String.valueOf(e.getMessage()).contains("URLDecoder")) {
        return false;
      }
      throw e;
    }
  }
}
