package io.crossauth.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.crossauth.internal.text.Unicode;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly: UTF-8 without a byte order mark, one value and nothing after it, no
 * duplicate members, no halves of surrogate pairs, nesting of 32 at most, numbers of 40 digits and
 * exponents of 1,000 at most.
 *
 * <p>Objects become {@code Map} in the order of the text, arrays {@code List}, numbers {@code
 * Long}, {@code BigInteger} or {@code BigDecimal}.
 */
public final class Json {

  /** The deepest nesting that is read. */
  public static final int MAX_DEPTH = 32;

  private static final int MAX_DIGITS = 40;
  private static final int MAX_EXPONENT = 1_000;

  private static final String HALF_CHARACTER = "half of a surrogate pair";

  /** Apart: what {@link JsonScanner} reads alone needs no parser, and loads none. */
  private static final class Parsers {
    static final JsonFactory FACTORY =
        JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // RFC 8259 section 8.1: it is UTF-8, and nobody need guess.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .recyclerPool(new Buffers())
            // Strangers choose the names; they need not last as long as the JVM.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .maxStringLength(1024 * 1024)
                    .maxNameLength(1024)
                    .build())
            .build();
  }

  private Json() {}

  /**
   * Reads an object.
   *
   * @throws JsonException if the bytes are not one JSON object by the rules above; the message
   *     never repeats the text
   */
  public static Map<String, @Nullable Object> object(byte[] bytes) throws JsonException {
    LazyJsonObject scanned = scanned(bytes);
    return scanned == null ? parsed(bytes) : scanned.atOnce();
  }

  /** Any value, of which most are objects. */
  static @Nullable Object anything(byte[] bytes) throws JsonException {
    LazyJsonObject scanned = scanned(bytes);
    return scanned == null ? value(bytes) : scanned.atOnce();
  }

  /** An object, by the parser alone. */
  static Map<String, @Nullable Object> parsed(byte[] bytes) throws JsonException {
    Object value = value(bytes);
    if (value instanceof Map<?, ?>) {
      @SuppressWarnings("unchecked")
      Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) value;
      return object;
    }
    throw new JsonException("expected a JSON object, found " + kind(value));
  }

  /**
   * Reads an object of which little will be looked at: all of it is checked now, by the same rules,
   * but its strings are made when they are asked for.
   *
   * @param bytes are kept, and must not be changed any more
   * @throws JsonException if the bytes are not one JSON object by the rules above
   */
  public static Map<String, @Nullable Object> lazyObject(byte[] bytes) throws JsonException {
    LazyJsonObject scanned = scanned(bytes);
    return scanned == null ? parsed(bytes) : scanned;
  }

  /** Null for what the parser is to read, or to refuse. */
  private static @Nullable LazyJsonObject scanned(byte[] bytes) throws JsonException {
    boolean ascii = Ascii.is(bytes);
    if (!ascii) {
      Utf8.require(bytes);
    }
    JsonIndex tape = new JsonIndex(bytes, ascii);
    return new JsonScanner(bytes, tape).document() ? LazyJsonObject.of(tape, 0, tape.size()) : null;
  }

  /**
   * Reads an object in which one array holds items that stand for themselves, as the keys of a JWK
   * set do: an item that breaks a rule above is a {@link JsonFault}, and spoils no other. What
   * breaks a rule outside of the items spoils everything.
   *
   * @param array the name of the member whose items they are; another value than an array, or none,
   *     is read like any other
   * @throws JsonException if the bytes are not one JSON object
   */
  public static Map<String, @Nullable Object> objectOfItems(byte[] bytes, String array)
      throws JsonException {
    return JsonItems.object(utf8(bytes), array);
  }

  /** The string that begins here, in a string that has been read before. */
  static String string(byte[] bytes, int start) {
    try (JsonParser parser = Parsers.FACTORY.createParser(bytes, start, bytes.length - start)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new IllegalStateException("a string that was JSON is none", e);
    }
  }

  /** The number that stands here, and is so long. */
  static @Nullable Object number(byte[] bytes, int start, int length)
      throws IOException, JsonException {
    try (JsonParser parser = Parsers.FACTORY.createParser(bytes, start, length)) {
      JsonToken token = parser.nextToken();
      if (token == null || !token.isNumeric()) {
        throw broken("a number");
      }
      Object number = read(parser);
      expectEnd(parser);
      return number;
    }
  }

  /**
   * Reads any value.
   *
   * @throws JsonException if the bytes are not one JSON value by the rules above
   */
  public static @Nullable Object value(byte[] bytes) throws JsonException {
    try (JsonParser parser = parser(bytes)) {
      if (parser.nextToken() == null) {
        throw new JsonException("expected JSON, found nothing");
      }
      Object value = read(parser);
      expectEnd(parser);
      return value;
    } catch (IOException | NumberFormatException e) {
      throw notJson(e);
    }
  }

  private static void expectEnd(JsonParser parser) throws IOException, JsonException {
    if (parser.nextToken() != null) {
      throw new JsonException("expected the end of the JSON text, found more");
    }
  }

  /** The parser's own message may quote the text; its kind and place are enough. */
  private static JsonException notJson(Exception e) {
    return new JsonException("expected JSON, found text that is not: " + reason(e));
  }

  static JsonException duplicate() {
    return broken("a duplicate member");
  }

  private static JsonException broken(String rule) {
    return new JsonException("expected JSON, found text that is not: " + rule);
  }

  /**
   * The same string, if it is of whole characters. What stands for half of one has no bytes in
   * UTF-8: where it is compared or hashed it would be the same as a question mark (RFC 8259 section
   * 8.2).
   */
  static String whole(String string) throws JsonException {
    if (!Unicode.isWhole(string)) {
      throw broken(HALF_CHARACTER);
    }
    return string;
  }

  /** What a value is, in the words of JSON. */
  public static String kind(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "an array";
    }
    if (value instanceof String) {
      return "a string";
    }
    return value instanceof Boolean ? "a boolean" : "a number";
  }

  /**
   * Writes a value made of maps, iterables, strings, numbers, booleans and nulls.
   *
   * @throws IllegalArgumentException if a string is not of whole characters
   */
  public static String write(@Nullable Object value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = Parsers.FACTORY.createGenerator(out)) {
      write(generator, value);
    } catch (IOException e) {
      throw new IllegalArgumentException("value: cannot be written as JSON", e);
    }
    return out.toString();
  }

  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(written(String.valueOf(entry.getKey())));
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        write(out, item);
      }
      out.writeEndArray();
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Number number) {
      out.writeNumber(number.toString());
    } else {
      out.writeString(written(value.toString()));
    }
  }

  /** Nobody could read it again, we least of all. */
  private static String written(String string) {
    if (!Unicode.isWhole(string)) {
      throw new IllegalArgumentException(
          "value: expected strings of whole characters, found " + HALF_CHARACTER);
    }
    return string;
  }

  static @Nullable Object read(JsonParser parser) throws IOException, JsonException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> whole(parser.getText());
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  /** One short text may stand for a billion digits; nobody means such a number. */
  private static BigDecimal decimal(JsonParser parser) throws IOException, JsonException {
    BigDecimal number = parser.getDecimalValue();
    if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
      throw new JsonException("expected exponents up to " + MAX_EXPONENT + ", found a larger one");
    }
    return number;
  }

  private static Map<String, @Nullable Object> readObject(JsonParser parser)
      throws IOException, JsonException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    int members = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      object.put(whole(name), read(parser));
      if (object.size() != ++members) {
        throw duplicate();
      }
    }
    return Collections.unmodifiableMap(object);
  }

  private static List<@Nullable Object> readArray(JsonParser parser)
      throws IOException, JsonException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(parser));
    }
    return Collections.unmodifiableList(array);
  }

  /**
   * Bytes, never characters: of a character beyond ASCII the parser of those looks at eight bits,
   * and takes U+0635 for the 5 of an escape. They must be UTF-8 to the letter, which neither asks.
   */
  private static JsonParser parser(byte[] bytes) throws IOException, JsonException {
    Utf8.require(bytes);
    return Parsers.FACTORY.createParser(bytes);
  }

  private static String utf8(byte[] bytes) throws JsonException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Utf8.notUtf8();
    }
  }

  private static String reason(Exception e) {
    String text = String.valueOf(e.getMessage());
    if (text.contains("nesting depth")) {
      return "nesting deeper than " + MAX_DEPTH;
    }
    if (text.contains("Number value length")) {
      return "a number of more than " + MAX_DIGITS + " digits";
    }
    if (text.contains("surrogate")) {
      return HALF_CHARACTER;
    }
    return e.getClass().getSimpleName();
  }
}
