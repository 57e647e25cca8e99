package io.crossauth.wellknown;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where the metadata of an issuer is found. */
final class WellKnownUri {

  private static final String WELL_KNOWN = "/.well-known/";
  private static final List<String> DOCUMENTS =
      List.of("openid-configuration", "oauth-authorization-server");

  private WellKnownUri() {}

  /** Every address at which servers have it, in the order in which they are asked. */
  static List<URI> all(URI issuer) {
    return Stream.of(
            openIdConfiguration(issuer),
            authorizationServer(issuer),
            betweenHostAndPath(issuer, DOCUMENTS.get(0)))
        .distinct()
        .toList();
  }

  /** OpenID Connect Discovery 1.0 section 4: appended to the issuer, less a final slash. */
  static URI openIdConfiguration(URI issuer) {
    return URI.create(withoutFinalSlash(issuer.toString()) + WELL_KNOWN + DOCUMENTS.get(0));
  }

  /** RFC 8414 section 3.1: put between the host and the path of the issuer. */
  static URI authorizationServer(URI issuer) {
    return betweenHostAndPath(issuer, DOCUMENTS.get(1));
  }

  /** Whether an address is one below {@code /.well-known/}, which no issuer is. */
  static boolean is(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().toLowerCase(Locale.ROOT);
    return (path + "/").contains(WELL_KNOWN);
  }

  /** The issuer whose metadata would be at this well-known address. */
  static String issuerOf(URI wellKnown) {
    String path = wellKnown.getRawPath();
    int begin = (path.toLowerCase(Locale.ROOT) + "/").indexOf(WELL_KNOWN);
    String before = path.substring(0, begin);
    int end = path.indexOf('/', Math.min(path.length(), begin + WELL_KNOWN.length()));
    String after = before.isEmpty() && end >= 0 ? withoutFinalSlash(path.substring(end)) : "";
    return wellKnown.getScheme() + "://" + wellKnown.getRawAuthority() + before + after;
  }

  private static URI betweenHostAndPath(URI issuer, String document) {
    String path = issuer.getRawPath() == null ? "" : withoutFinalSlash(issuer.getRawPath());
    return URI.create(
        issuer.getScheme() + "://" + issuer.getRawAuthority() + WELL_KNOWN + document + path);
  }

  private static String withoutFinalSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
