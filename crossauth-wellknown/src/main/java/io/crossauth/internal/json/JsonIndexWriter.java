package io.crossauth.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole text by the rules of {@link Json} and puts it on a tape: most claims of most tokens
 * are never looked at.
 */
final class JsonIndexWriter {

  /** So many names of an inner object are compared one by one with those before them. */
  private static final int FEW_MEMBERS = 64;

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
   * Writes the members of the object that the parser has come to, and that is the whole text. No
   * name is compared with another.
   */
  void document() throws IOException, JsonException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      readName(name);
      value(name, parser.nextToken());
    }
  }

  private void members() throws IOException, JsonException {
    int first = tape.size();
    int members = 0;
    Set<String> before = Set.of();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      readName(name);
      if (members++ == FEW_MEMBERS) {
        before = tape.namesFrom(first);
      }
      if (members > FEW_MEMBERS ? !before.add(name) : tape.has(name, first)) {
        throw Json.duplicate();
      }
      value(name, parser.nextToken());
    }
  }

  private void items() throws IOException, JsonException {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      value(null, token);
    }
  }

  private void value(@Nullable String name, JsonToken token) throws IOException, JsonException {
    switch (token) {
      case VALUE_STRING -> string(name);
      case START_OBJECT -> {
        int container = tape.open(name, true);
        members();
        tape.close(container);
      }
      case START_ARRAY -> {
        int container = tape.open(name, false);
        items();
        tape.close(container);
      }
      default -> tape.value(name, Json.read(parser));
    }
  }

  private void readName(String name) throws JsonException {
    int start = Ascii.quote(text, behind);
    behind = Ascii.afterName(text, start, name.length());
    // As many bytes as characters: it is ASCII without an escape. Else it may be half a character.
    if (behind - start - 2 != name.length()) {
      String unused = Json.whole(name);
    }
  }

  private void string(@Nullable String name) throws IOException, JsonException {
    int start = Ascii.quote(text, behind);
    int stop = Ascii.quoteOrBackslash(text, start + 1);
    boolean plain = stop < text.length && text[stop] == '"';
    if (!plain && Ascii.mayHoldHalves(text, start)) {
      String unused = Json.whole(parser.getText());
    }
    behind = plain ? stop + 1 : Ascii.afterString(text, start);
    tape.string(name, start, !plain);
  }
}
