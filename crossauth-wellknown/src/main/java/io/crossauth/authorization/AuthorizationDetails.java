package io.crossauth.authorization;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code authorization_details}: what a client asks to be allowed, or is allowed.
 * Immutable and safe for use by many threads; its text form has no more than that of {@link
 * AuthorizationDetail}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9396#section-2">RFC 9396 section 2</a>
 */
public final class AuthorizationDetails {

  private static final AuthorizationDetails NONE = new AuthorizationDetails(List.of());

  private final List<AuthorizationDetail> list;

  private AuthorizationDetails(List<AuthorizationDetail> list) {
    this.list = List.copyOf(list);
  }

  /** {@return no details} */
  public static AuthorizationDetails none() {
    return NONE;
  }

  /**
   * {@return these details}
   *
   * @param details one for each thing; two of one type are two things
   */
  public static AuthorizationDetails of(AuthorizationDetail... details) {
    return new AuthorizationDetails(List.of(details));
  }

  /**
   * Reads details that are written as JSON.
   *
   * @param json an array of objects, each with a {@code type}
   * @return the details, in their order
   * @throws IllegalArgumentException if it is something else; the message repeats nothing of it
   */
  public static AuthorizationDetails parse(String json) {
    try {
      return ofValue(Json.value(json.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonException e) {
      throw new IllegalArgumentException("authorization_details: " + e.getMessage());
    }
  }

  /**
   * Takes details that have been read as JSON, as they stand in a token response or a token.
   *
   * @param value a list of maps, each with a {@code type}; null for none
   * @return the details, in their order
   * @throws IllegalArgumentException if it is something else; the message repeats nothing of it
   */
  public static AuthorizationDetails ofValue(@Nullable Object value) {
    if (value == null) {
      return NONE;
    }
    if (!(value instanceof List<?> items)) {
      throw wrong("an array", Json.kind(value));
    }
    List<AuthorizationDetail> details = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> object)) {
        throw wrong("an array of objects", Json.kind(item) + " in it");
      }
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      object.forEach((name, member) -> members.put(String.valueOf(name), member));
      details.add(AuthorizationDetail.of(members));
    }
    return new AuthorizationDetails(details);
  }

  private static IllegalArgumentException wrong(String expected, String found) {
    return new IllegalArgumentException(
        "authorization_details: expected " + expected + ", found " + found);
  }

  /** {@return the details in their order; unmodifiable} */
  public List<AuthorizationDetail> list() {
    return list;
  }

  /** {@return whether there is none} */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  /**
   * {@return the details of a type, in their order; empty if there is none}
   *
   * @param type the type; compared exactly, case included (RFC 9396 section 2)
   */
  public List<AuthorizationDetail> ofType(String type) {
    return list.stream().filter(detail -> detail.type().equals(type)).toList();
  }

  /** {@return the details as JSON: the value of the parameter {@code authorization_details}} */
  public String json() {
    return Json.write(list.stream().map(AuthorizationDetail::members).toList());
  }

  /** {@return whether the other has the same details in the same order} */
  @Override
  public boolean equals(Object other) {
    return other instanceof AuthorizationDetails details && details.list.equals(list);
  }

  @Override
  public int hashCode() {
    return list.hashCode();
  }

  /** {@return the text forms of the details} */
  @Override
  public String toString() {
    return "AuthorizationDetails" + list;
  }
}
