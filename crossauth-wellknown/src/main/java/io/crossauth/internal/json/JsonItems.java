package io.crossauth.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.crossauth.internal.text.Unicode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads on behind what breaks a rule of {@link Json}, where that is an item of its own. The parser
 * itself is lenient here: what it refused, it could not read behind.
 */
final class JsonItems {

  private static final int MAX_SKIPPED_DEPTH = 10_000;
  private static final int MAX_STRING = 1024 * 1024;

  private static final JsonFactory LENIENT =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .recyclerPool(new Buffers())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_SKIPPED_DEPTH)
                  .maxNumberLength(MAX_STRING)
                  .maxStringLength(MAX_STRING)
                  .maxNameLength(MAX_STRING)
                  .build())
          .build();

  private static final int MAX_NAME = 1024;

  private final JsonParser parser;

  /** The first rule that the item breaks, or null. */
  private @Nullable String fault;

  private JsonItems(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads a whole text, which is UTF-8. */
  static Map<String, @Nullable Object> object(byte[] utf8, String array) throws JsonException {
    try (JsonParser parser = LENIENT.createParser(utf8)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Json.object(utf8);
      }
      Map<String, @Nullable Object> object = new JsonItems(parser).members(array);
      Json.expectEnd(parser);
      return object;
    } catch (IOException | NumberFormatException e) {
      throw Json.notJson(e);
    }
  }

  private Map<String, @Nullable Object> members(String array) throws IOException, JsonException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    int members = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      boolean items = parser.nextToken() == JsonToken.START_ARRAY && name.equals(array);
      checkName(name);
      object.put(name, items ? items() : value(1));
      if (object.size() != ++members) {
        throw Json.duplicate();
      }
      String broken = fault;
      if (broken != null) {
        throw Json.broken(broken);
      }
    }
    return Collections.unmodifiableMap(object);
  }

  private List<@Nullable Object> items() throws IOException {
    String outside = fault;
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      fault = null;
      Object item = value(2);
      String broken = fault;
      items.add(broken == null ? item : new JsonFault(broken));
    }
    fault = outside;
    return Collections.unmodifiableList(items);
  }

  /**
   * Reads the value that the parser has come to.
   *
   * @param depth how many objects and arrays it stands in
   */
  private @Nullable Object value(int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isStructStart() && depth == Json.MAX_DEPTH) {
      breaks("nesting deeper than " + Json.MAX_DEPTH);
      parser.skipChildren();
      return null;
    }
    return switch (token) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case VALUE_STRING -> string(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(token == JsonToken.VALUE_NUMBER_INT);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private Map<String, @Nullable Object> object(int depth) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    int members = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      checkName(name);
      object.put(name, value(depth));
      members++;
    }
    if (object.size() != members) {
      breaks("a duplicate member");
    }
    return Collections.unmodifiableMap(object);
  }

  private List<@Nullable Object> array(int depth) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(depth));
    }
    return Collections.unmodifiableList(array);
  }

  private String string(String string) {
    if (!Unicode.isWhole(string)) {
      breaks(Json.HALF_CHARACTER);
    }
    return string;
  }

  private void checkName(String name) {
    String whole = string(name);
    if (whole.length() > MAX_NAME) {
      breaks("a name of more than " + MAX_NAME + " characters");
    }
  }

  private @Nullable Object number(boolean integer) throws IOException {
    // Looked at before it is turned into digits, which takes time.
    if (parser.getTextLength() > Json.MAX_DIGITS) {
      breaks("a number of more than " + Json.MAX_DIGITS + " digits");
      return null;
    }
    if (integer) {
      return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? parser.getBigIntegerValue()
          : (Object) parser.getLongValue();
    }
    try {
      BigDecimal number = parser.getDecimalValue();
      if (Math.abs((long) number.scale()) <= Json.MAX_EXPONENT) {
        return number;
      }
    } catch (IOException | NumberFormatException e) {
      // An exponent beyond all that a number can have.
    }
    breaks("an exponent beyond " + Json.MAX_EXPONENT);
    return null;
  }

  private void breaks(String rule) {
    if (fault == null) {
      fault = rule;
    }
  }
}
