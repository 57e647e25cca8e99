package io.crossauth.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole ASCII text by the rules of {@link Json} and puts it on a tape: most claims of most
 * tokens are never looked at.
 */
final class JsonIndexWriter {

  /** The most members of an inner object: each name is compared with those before it. */
  private static final int MOST_MEMBERS = 64;

  private final byte[] text;
  private final JsonIndex tape;
  private final JsonParser parser;

  /**
   * Behind the last string, a name or a value. Between two of them there is no quotation mark, so
   * that the next one begins with the next; to ask the parser would make an object for each.
   */
  private int behind;

  JsonIndexWriter(byte[] text, JsonIndex tape, JsonParser parser) {
    this.text = text;
    this.tape = tape;
    this.parser = parser;
  }

  /**
   * Writes the members of the object that the parser has come to, and that is the whole text.
   *
   * @return false if there are too many for a tape, in this object or another
   */
  boolean document() throws IOException, JsonException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      readName(name);
      if (!value(name, parser.nextToken())) {
        return false;
      }
    }
    return true;
  }

  private boolean members() throws IOException, JsonException {
    int first = tape.size();
    int members = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      readName(name);
      if (tape.has(name, first)) {
        throw Json.duplicate();
      }
      if (++members > MOST_MEMBERS || !value(name, parser.nextToken())) {
        return false;
      }
    }
    return true;
  }

  private boolean items() throws IOException, JsonException {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (!value(null, token)) {
        return false;
      }
    }
    return true;
  }

  private boolean value(@Nullable String name, JsonToken token) throws IOException, JsonException {
    switch (token) {
      case VALUE_STRING -> string(name);
      case START_OBJECT, START_ARRAY -> {
        boolean object = token == JsonToken.START_OBJECT;
        int container = tape.open(name, object);
        boolean whole = object ? members() : items();
        tape.close(container);
        return whole;
      }
      default -> tape.value(name, Json.read(parser));
    }
    return true;
  }

  private void readName(String name) throws JsonException {
    int start = Ascii.quote(text, behind);
    behind = Ascii.afterName(text, start, name.length());
    // Only what is written otherwise than it is read may be half a character: the text is ASCII.
    if (behind - start - 2 != name.length()) {
      String unused = Json.whole(name);
    }
  }

  private void string(@Nullable String name) throws IOException, JsonException {
    int start = Ascii.quote(text, behind);
    int stop = Ascii.quoteOrBackslash(text, start + 1);
    boolean plain = stop < text.length && text[stop] == '"';
    if (!plain) {
      String unused = Json.whole(parser.getText());
    }
    behind = plain ? stop + 1 : Ascii.afterString(text, start);
    tape.string(name, start, plain ? stop - start - 1 : JsonIndex.ESCAPED);
  }
}
