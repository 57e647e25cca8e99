package io.crossauth.testkit.internal;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code application/x-www-form-urlencoded} format, of bodies and of query strings. */
public final class Form {

  private Form() {}

  /**
   * Reads a form, names in the order of their first use, values in the order sent.
   *
   * @param text the form, or the query of an address
   * @return the values of each name, decoded
   * @throws IllegalArgumentException if a percent escape is broken
   */
  public static Map<String, List<String>> parse(String text) {
    Map<String, List<String>> form = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        form.computeIfAbsent(decode(name), unused -> new ArrayList<>()).add(decode(value));
      }
    }
    return form;
  }

  /**
   * Writes a form of single values.
   *
   * @param values the value of each name, not yet encoded
   * @return the form, in the order of the map
   */
  public static String format(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /**
   * Encodes one name or value.
   *
   * @param text the string, in UTF-8
   * @return the string with percent escapes, and {@code +} for a blank
   */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Decodes one name or value.
   *
   * @param text what {@link #encode} makes
   * @return the string
   * @throws IllegalArgumentException if a percent escape is broken
   */
  public static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
