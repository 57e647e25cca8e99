package io.crossauth.internal.json;

import com.fasterxml.jackson.core.Versioned;
import io.crossauth.error.UnsupportedLibraryException;
import io.crossauth.internal.library.Library;

/** Looks at the version of Jackson before anything of it is used. */
public final class JsonLibrary {

  private JsonLibrary() {}

  /**
   * Refuses a version that is too old.
   *
   * @throws UnsupportedLibraryException if it is
   */
  public static void check() {
    Library.JACKSON.require(Versioned.class);
  }
}
