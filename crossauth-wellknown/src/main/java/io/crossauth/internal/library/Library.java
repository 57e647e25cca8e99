package io.crossauth.internal.library;

import io.crossauth.error.UnsupportedLibraryException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A library of others, and the oldest version of it that we run on. */
public enum Library {
  /** Apache HttpClient. */
  HTTP_CLIENT("org.apache.httpcomponents.client5", "httpclient5", "5.5", "httpclient5.version"),
  /** What HttpClient stands on. */
  HTTP_CORE("org.apache.httpcomponents.core5", "httpcore5", "5.3.4", "httpcore5.version"),
  /** Jackson's streaming reader. */
  JACKSON("com.fasterxml.jackson.core", "jackson-core", "2.19", "jackson-bom.version"),
  /** The caches. */
  CAFFEINE("com.github.ben-manes.caffeine", "caffeine", "3.1", "caffeine.version"),
  /** Nimbus' JOSE and JWT. */
  NIMBUS_JOSE("com.nimbusds", "nimbus-jose-jwt", "9.37", null),
  /** Nimbus' SDK for OAuth. */
  NIMBUS_OAUTH("com.nimbusds", "oauth2-oidc-sdk", "9.43", null);

  private final String group;
  private final String artifact;
  private final String oldest;
  private final @Nullable String property;

  Library(String group, String artifact, String oldest, @Nullable String property) {
    this.group = group;
    this.artifact = artifact;
    this.oldest = oldest;
    this.property = property;
  }

  /**
   * Refuses a version that is too old, before the first of its missing methods is called. What
   * hides its version, as a jar does that was made of many, is let through.
   *
   * @param member any class of the library
   * @throws UnsupportedLibraryException if the version is too old
   */
  public void require(Class<?> member) {
    Optional<String> found = found(member);
    if (found.isPresent()) {
      require(found.get());
    }
  }

  /**
   * The version that a class of this library comes from, where it can be told.
   *
   * @param member any class of the library
   */
  public Optional<String> found(Class<?> member) {
    return Versions.of(member, group, artifact);
  }

  void require(String found) {
    if (Versions.isOlder(found, oldest)) {
      throw new UnsupportedLibraryException(group + ":" + artifact, oldest, found, property);
    }
  }
}
