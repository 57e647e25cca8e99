package io.crossauth.http;

import io.crossauth.error.UnsupportedLibraryException;
import io.crossauth.internal.library.Library;
import io.crossauth.internal.library.Versions;
import java.util.Optional;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpHost;

/**
 * Looks at the version of HttpClient before anything of it is used.
 *
 * <p>Versions before 5.6.4 have two faults that we are not exposed to: the asynchronous client does
 * not compare host names (CVE-2026-71290), and decompression by the library loses connections
 * (CVE-2026-64607). This transport is built on the classic parts and decompresses by itself. Other
 * parts of the program may be exposed, so it is told.
 */
final class HttpClientVersion {

  /** The first version without the faults above. */
  private static final String SOUND = "5.6.4";

  /** Loading this class is the warning, so that it comes once in the life of a process. */
  private static final class Warning {
    static final boolean GIVEN = warn(Library.HTTP_CLIENT.found(HttpRoute.class));
  }

  private HttpClientVersion() {}

  /**
   * Refuses a version that is too old, and warns, once, of one with known faults.
   *
   * @return whether it warned
   * @throws UnsupportedLibraryException if HttpClient, or the core that it stands on, is too old
   */
  static boolean check() {
    Library.HTTP_CLIENT.require(HttpRoute.class);
    Library.HTTP_CORE.require(HttpHost.class);
    return Warning.GIVEN;
  }

  private static boolean warn(Optional<String> found) {
    Optional<String> advice = found.isPresent() ? advice(found.get()) : Optional.empty();
    if (advice.isPresent()) {
      System.getLogger(HttpClientVersion.class.getName())
          .log(System.Logger.Level.WARNING, advice.get());
    }
    return advice.isPresent();
  }

  /** What to say about a version; nothing about one without known faults. */
  static Optional<String> advice(String found) {
    return Versions.isOlder(found, SOUND)
        ? Optional.of(
            "found httpclient5 %s, which has CVE-2026-71290 and CVE-2026-64607: Crossauth's own calls are not exposed, other users of this library may be; expected %s or later, set the properties httpclient5.version and httpcore5.version (Spring Boot's parent), or manage both libraries in dependencyManagement"
                .formatted(found, SOUND))
        : Optional.empty();
  }
}
