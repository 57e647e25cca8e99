package io.crossauth.client.internal;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.oauth2.sdk.SerializeException;
import io.crossauth.error.UnsupportedLibraryException;
import io.crossauth.internal.json.JsonLibrary;
import io.crossauth.internal.library.Library;

/** Looks at the versions of the libraries of others before anything of them is used. */
public final class Libraries {

  private Libraries() {}

  /**
   * Refuses a version that is too old.
   *
   * @throws UnsupportedLibraryException if one is
   */
  public static void check() {
    JsonLibrary.check();
    Library.NIMBUS_OAUTH.require(SerializeException.class);
    Library.NIMBUS_JOSE.require(JOSEException.class);
    Library.CAFFEINE.require(Ticker.class);
  }
}
