package io.crossauth.tokenconsumer.internal.check;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to try when a token names another issuer than the one that is expected. */
public final class IssuerHints {

  /** The second versions of Microsoft Entra ID, in its clouds. */
  private static final Set<String> ENTRA_2 =
      Set.of(
          "login.microsoftonline.com",
          "login.microsoftonline.us",
          "login.partner.microsoftonline.cn",
          "login.chinacloudapi.cn");

  /** The first ones. */
  private static final Set<String> ENTRA_1 = Set.of("sts.windows.net", "sts.chinacloudapi.cn");

  private static final Pattern ISSUER =
      Pattern.compile("https://([a-z.]{1,64})/([A-Za-z0-9-]{1,64}|\\{tenantid})(/v2\\.0|/)");

  private static final String SECOND = "/v2.0";

  private IssuerHints() {}

  /**
   * The hint for a token of the other version of Entra, or null if that is not it.
   *
   * @param required the issuer, or its template
   * @param found what the token names
   */
  public static @Nullable String ofVersions(String required, String found) {
    // Every token comes by here: the costly look only where one is of the second version alone.
    if (required.endsWith(SECOND) == found.endsWith(SECOND)) {
      return null;
    }
    Matcher ours = ISSUER.matcher(required);
    Matcher theirs = ISSUER.matcher(found);
    if (!ours.matches() || !theirs.matches()) {
      return null;
    }
    boolean several = ours.group(2).equals("{tenantid}");
    if (!several && !ours.group(2).equals(theirs.group(2))) {
      // Whatever its version, it is another tenant's.
      return null;
    }
    if (isSecond(ours) && isFirst(theirs)) {
      return "this is a token of Entra's version 1.0; set requestedAccessTokenVersion of the API's"
          + " registration to 2, or take version 1.0: builder(\"https://"
          + theirs.group(1)
          + "/"
          + ours.group(2)
          + "/\")"
          + (several
              ? ", tenants(..) and discoveryUri of https://"
                  + ours.group(1)
                  + "/common/.well-known/openid-configuration"
              : "");
    }
    return isFirst(ours) && isSecond(theirs)
        ? "this is a token of Entra's version 2.0: builder(\"https://"
            + theirs.group(1)
            + "/"
            + ours.group(2)
            + "/v2.0\")"
        : null;
  }

  private static boolean isFirst(Matcher issuer) {
    return ENTRA_1.contains(issuer.group(1)) && issuer.group(3).equals("/");
  }

  private static boolean isSecond(Matcher issuer) {
    return ENTRA_2.contains(issuer.group(1)) && issuer.group(3).equals(SECOND);
  }

  /**
   * The hint for a token whose issuer is none of another version, or null.
   *
   * @param required the issuer
   * @param found what the token names
   * @param accessToken whether it is an access token
   */
  static @Nullable String of(String required, String found, boolean accessToken) {
    if (found.equals(required + "/") || required.equals(found + "/")) {
      return "the two differ in the final slash; configure what tokens say";
    }
    return accessToken
        ? "if access tokens of this server name another issuer than its metadata (AD FS),"
            + " accessTokenIssuer(..) says which"
        : null;
  }
}
