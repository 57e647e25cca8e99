package io.crossauth.authorization;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a client asks to be allowed, or is allowed: an object with a {@code type}, which
 * says what its other members mean.
 *
 * <p>{@code AuthorizationDetail.of("payment_initiation").withActions("initiate").with("amount",
 * Map.of("currency", "EUR", "value", "123.50"))}. Immutable and safe for use by many threads; every
 * method gives a changed one. Its text form has the type and the names of the members: their values
 * may be about people.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9396#section-2">RFC 9396 section 2</a>
 */
public final class AuthorizationDetail {

  private static final List<String> LISTS =
      List.of("locations", "actions", "datatypes", "privileges");

  private final Map<String, @Nullable Object> members;

  private AuthorizationDetail(Map<String, ?> members) {
    this.members = copied(members);
    requireText("type", this.members.get("type"));
    Object identifier = this.members.get("identifier");
    if (this.members.containsKey("identifier")) {
      requireText("identifier", identifier);
    }
    LISTS.stream()
        .filter(this.members::containsKey)
        .forEach(name -> requireTexts(name, this.members.get(name)));
  }

  /**
   * {@return a detail of this type, with nothing else}
   *
   * @param type the type, as the server knows it: {@code payment_initiation}, or a URI
   * @throws IllegalArgumentException if it is blank
   */
  public static AuthorizationDetail of(String type) {
    return new AuthorizationDetail(Map.of("type", type));
  }

  /**
   * {@return a detail of these members}
   *
   * @param members the members by their names, {@code type} among them: strings, numbers, booleans,
   *     lists and maps of such; copied
   * @throws IllegalArgumentException if {@code type} is not a string, or one of the common members
   *     is not as RFC 9396 section 2.2 has it, or a value cannot be written as JSON
   */
  public static AuthorizationDetail of(Map<String, ?> members) {
    return new AuthorizationDetail(members);
  }

  /**
   * {@return this detail with {@code locations}}
   *
   * @param uris where the resources are, typically the addresses of their servers; in place of
   *     earlier ones
   */
  public AuthorizationDetail withLocations(String... uris) {
    return with("locations", List.of(uris));
  }

  /**
   * {@return this detail with {@code actions}}
   *
   * @param names what is to be done there: {@code read}; in place of earlier ones
   */
  public AuthorizationDetail withActions(String... names) {
    return with("actions", List.of(names));
  }

  /**
   * {@return this detail with {@code datatypes}}
   *
   * @param names which kinds of data are asked for: {@code contacts}; in place of earlier ones
   */
  public AuthorizationDetail withDatatypes(String... names) {
    return with("datatypes", List.of(names));
  }

  /**
   * {@return this detail with {@code privileges}}
   *
   * @param names the kinds or levels of privilege: {@code admin}; in place of earlier ones
   */
  public AuthorizationDetail withPrivileges(String... names) {
    return with("privileges", List.of(names));
  }

  /**
   * {@return this detail with {@code identifier}}
   *
   * @param id which resource it is: an account's number; in place of an earlier one
   * @throws IllegalArgumentException if it is blank
   */
  public AuthorizationDetail withIdentifier(String id) {
    return with("identifier", id);
  }

  /**
   * {@return this detail with any other member}
   *
   * @param name the member's name, as the type defines it; one that is there is replaced
   * @param value a string, number, boolean, list or map; copied
   * @throws IllegalArgumentException if it is a common member of another type than RFC 9396 section
   *     2.2 says, or cannot be written as JSON
   */
  public AuthorizationDetail with(String name, Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(members);
    changed.put(name, value);
    return new AuthorizationDetail(changed);
  }

  /** {@return the type, which says what the other members mean} */
  public String type() {
    return String.valueOf(members.get("type"));
  }

  /** {@return where the resources are; empty if it does not say} */
  public List<String> locations() {
    return texts("locations");
  }

  /** {@return what may be done; empty if it does not say} */
  public List<String> actions() {
    return texts("actions");
  }

  /** {@return which kinds of data; empty if it does not say} */
  public List<String> datatypes() {
    return texts("datatypes");
  }

  /** {@return the kinds or levels of privilege; empty if it does not say} */
  public List<String> privileges() {
    return texts("privileges");
  }

  /** {@return which resource it is, if it says so} */
  public Optional<String> identifier() {
    return member("identifier").map(String.class::cast);
  }

  /**
   * {@return a member as it is, if it is there and not null: a string, number, boolean, list or
   * map}
   *
   * @param name the member's name; case matters
   */
  public Optional<Object> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** {@return all members by their names, in their order, {@code type} among them; unmodifiable} */
  public Map<String, @Nullable Object> members() {
    return members;
  }

  @SuppressWarnings("unchecked") // each item has been looked at
  private List<String> texts(String name) {
    return (List<String>) member(name).orElse(List.of());
  }

  private static Map<String, @Nullable Object> copied(Map<String, ?> members) {
    try {
      return Json.object(Json.write(members).getBytes(StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw new IllegalArgumentException("authorization detail: " + e.getMessage());
    }
  }

  private static void requireText(String name, @Nullable Object value) {
    if (!(value instanceof String text) || text.isBlank()) {
      throw wrong(name, "a string", value == null ? "none" : Json.kind(value));
    }
  }

  private static void requireTexts(String name, @Nullable Object value) {
    if (!(value instanceof List<?> items)) {
      throw wrong(name, "an array of strings", Json.kind(value));
    }
    for (Object item : items) {
      if (!(item instanceof String)) {
        throw wrong(name, "an array of strings", Json.kind(item) + " in it");
      }
    }
  }

  private static IllegalArgumentException wrong(String name, String expected, String found) {
    return new IllegalArgumentException(
        "authorization detail, " + name + ": expected " + expected + ", found " + found);
  }

  /** {@return whether the other is a detail of the same members} */
  @Override
  public boolean equals(Object other) {
    return other instanceof AuthorizationDetail detail && detail.members.equals(members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  /** {@return the type and the names of the members} */
  @Override
  public String toString() {
    return "AuthorizationDetail[" + type() + ", " + members.keySet() + "]";
  }
}
