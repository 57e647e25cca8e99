package io.crossauth.tokenconsumer.internal;

import java.net.URI;
import java.net.URISyntaxException;

/** The address to blame when something of an issuer cannot be had; an issuer need not be one. */
public final class IssuerAddress {

  private IssuerAddress() {}

  /** The issuer as an address, whatever it holds; {@code {tenantid}} in it stays readable. */
  public static URI of(String issuer) {
    String text = issuer.replace("{tenantid}", "tenantid");
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return quoted(text);
    }
  }

  private static URI quoted(String text) {
    // With a slash before it, a colon in its first part is nothing special.
    for (String path : new String[] {text, "/" + text}) {
      try {
        return new URI(null, null, path, null);
      } catch (URISyntaxException e) {
        // The other path, or none.
      }
    }
    return URI.create("issuer:-");
  }
}
