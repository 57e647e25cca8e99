package io.crossauth.client.internal.login;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.http.Loopback;
import io.crossauth.internal.text.Printable;
import java.net.URI;

/** The rule for addresses of a provider that a browser is sent to. */
public final class BrowserUri {

  private BrowserUri() {}

  /**
   * Checks an address, most often from metadata. Its query will have secrets of the login, and the
   * command line hands it to a program that opens whatever it is given.
   *
   * @param endpoint its member of the metadata, for the error
   * @return the same address
   * @throws InvalidResponseException {@code response.} and the endpoint, if it is neither https nor
   *     http of this machine
   */
  public static URI checked(String endpoint, URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    boolean hosted = uri.getHost() != null && uri.getRawUserInfo() == null;
    boolean https = scheme.equalsIgnoreCase("https");
    boolean here = scheme.equalsIgnoreCase("http") && hosted && Loopback.is(uri.getHost());
    if (!hosted || !(https || here)) {
      throw new InvalidResponseException(
          endpoint,
          endpoint.replace('_', ' ')
              + ": expected https, or http of a loopback address, found "
              + Printable.of(scheme, 20)
              + (hosted ? " of another host" : " without a host"));
    }
    return uri;
  }
}
