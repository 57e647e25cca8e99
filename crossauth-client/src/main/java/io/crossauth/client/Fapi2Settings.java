package io.crossauth.client;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.internal.call.ClientContext.BodyType;
import io.crossauth.client.internal.fapi.Fapi2Logins;
import io.crossauth.client.internal.fapi.Fapi2Needs;
import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.internal.Fapi2Rule;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What FAPI 2.0 says to the settings of a client.
 *
 * @param said the settings
 * @param signing whether requests and responses are signed too
 * @see <a href="https://openid.net/specs/fapi-security-profile-2_0-final.html">FAPI 2.0 Security
 *     Profile section 5.3.3</a>
 */
record Fapi2Settings(OAuthClientBuilder said, boolean signing) {

  /** 48 bytes are 64 characters. */
  private static final int MOST_NONCE_BYTES = 48;

  static Fapi2Needs needs(OAuthClientBuilder said, FapiProfile profile) {
    return new Fapi2Needs(
        profile.dpop(said) != null,
        said.identity.certificate() != null,
        profile == FapiProfile.MESSAGE_SIGNING);
  }

  /**
   * Checks all of them.
   *
   * @throws IllegalArgumentException if one is forbidden
   */
  void check() {
    if (!said.defence.pkce()) {
      throw Fapi2Rule.PKCE.refused(
          "withoutPkce, unsafeWithoutCodeInjectionDefence", "PKCE", "a client without");
    }
    if (!said.defence.nonce()) {
      throw Fapi2Rule.ID_TOKENS.refused(
          "withoutRequiredNonce", "ID tokens with the nonce", "a client that does without");
    }
    ClientAuthentication unused = said.authentication.fapi2();
    checkMetadata();
    checkDialect();
    checkBinding();
    URI redirect = said.redirectUri;
    if (redirect != null) {
      Fapi2Logins.requireRedirect("redirectUri", redirect);
    }
    if (said.stateBytes > MOST_NONCE_BYTES) {
      throw Fapi2Rule.NONCE.refused(
          "stateLength", "at most " + MOST_NONCE_BYTES + " bytes", said.stateBytes + "");
    }
    checkSigning();
  }

  private void checkMetadata() {
    if (said.issuer == null || said.configuration != null) {
      throw Fapi2Rule.METADATA.refused(
          "builder", "an issuer, whose metadata is discovered", "metadata given by hand");
    }
    refuse("authServerBaseUrl", said.authServerBaseUrl);
    refuse("oauthAuthorizeRedirect", said.authorizeRedirect);
    refuse("deviceAuthorizationEndpoint", said.deviceEndpoint);
    if (said.mtlsAliases != null) {
      throw Fapi2Rule.METADATA.refused(
          "mtlsEndpointAliases", "every mtls_endpoint_alias that the metadata has", "some of them");
    }
    URI document = said.discoveryUri;
    if (document != null && !isWellKnown(document, URI.create(said.issuer))) {
      throw Fapi2Rule.METADATA.refused(
          "discoveryUri", "an address below /.well-known/ of the issuer's host", "a different one");
    }
  }

  private static boolean isWellKnown(URI document, URI issuer) {
    return String.valueOf(document.getRawPath()).contains("/.well-known/")
        && origin(document).equals(origin(issuer));
  }

  private static String origin(URI uri) {
    return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
  }

  private static void refuse(String setting, @Nullable Object value) {
    if (value != null) {
      throw Fapi2Rule.METADATA.refused(setting, "the address in the metadata", "one given by hand");
    }
  }

  private void checkDialect() {
    boolean usual =
        said.body == BodyType.FORM
            && said.scopeSeparator.equals(" ")
            && said.subjectClaim.equals("sub")
            && said.quirks.equals(ProviderQuirks.none());
    if (!usual) {
      throw Fapi2Rule.CODE.refused(
          "jsonBodies, scopeSeparator, userInfoSubject, quirks",
          "requests and answers as the specifications have them",
          "a dialect");
    }
    if (!said.presentation.equals("Bearer") || !said.tokenType.equals("Bearer")) {
      throw Fapi2Rule.HEADER.refused("tokenPresentation", "none", "a scheme of its own");
    }
  }

  private void checkBinding() {
    Dpop proofs = said.proofs;
    if (proofs != null) {
      proofs.requireFapi2();
    }
  }

  private void checkSigning() {
    if (!signing) {
      return;
    }
    JwtSigner key = said.requests.withUsualKey(said.clientKey).key();
    if (key == null) {
      throw Fapi2Rule.SIGNED_REQUESTS.refused(
          "signedRequests",
          "a key to sign requests, by signedRequests(..) or clientKey(..)",
          "none");
    }
    if (!Fapi2Rule.takes(key.algorithm())) {
      throw Fapi2Rule.ALGORITHMS.refused(
          "signedRequests", "one of " + Fapi2Rule.algorithms(), Printable.of(key.algorithm(), 20));
    }
  }
}
