package io.crossauth.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A library that this one runs on is there in a version that is too old: the program's build has
 * set it, as a parent pom or a platform of versions does. The message says what to set.
 */
public final class UnsupportedLibraryException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  private final String library;
  private final String expected;
  private final String found;
  private final @Nullable String property;

  /**
   * Creates a refusal.
   *
   * @param library the library, as {@code groupId:artifactId}
   * @param expected the oldest version that serves, as {@code 5.5}
   * @param found the version that is there, as {@code 5.4.4}
   * @param property the property that sets the version under Spring Boot's parent pom, as {@code
   *     httpclient5.version}; null where it does not set this library's
   */
  public UnsupportedLibraryException(
      String library, String expected, String found, @Nullable String property) {
    super(
        "library.unsupported",
        "expected %s %s or later, found %s; %smanage it in dependencyManagement"
            .formatted(
                library,
                expected,
                found,
                property == null
                    ? ""
                    : "set the property " + property + " (Spring Boot's parent), or "),
        null);
    this.library = library;
    this.expected = expected;
    this.found = found;
    this.property = property;
  }

  /** The library, as {@code groupId:artifactId}. */
  public String library() {
    return library;
  }

  /** The oldest version that serves, as {@code 5.5}. */
  public String expected() {
    return expected;
  }

  /** The version that is there, as {@code 5.4.4}. */
  public String found() {
    return found;
  }

  /**
   * The property that sets the version under Spring Boot's parent pom, as {@code
   * httpclient5.version}; empty where Spring Boot leaves the version alone.
   */
  public Optional<String> property() {
    return Optional.ofNullable(property);
  }
}
