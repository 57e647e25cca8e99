package io.crossauth.client.internal.login;

import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.internal.jose.JwtWriter;
import io.crossauth.error.ConfigurationException;
import io.crossauth.http.Form;
import io.crossauth.internal.text.Printable;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.List;
import java.util.Locale;

/**
 * Writes request objects: signed, and encrypted after that where the settings say so.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9101#section-6">RFC 9101 section 6</a>
 */
final class SignedRequests {

  /** RFC 9101 section 10.8: no other JWT of this client's can be taken for one. */
  private static final String TYPE = "oauth-authz-req+jwt";

  private static final int ID_BYTES = 16;

  private final ClientContext context;
  private final RequestSettings settings;
  private final RequestEncryption encryption;

  SignedRequests(ProviderCalls calls, RequestSettings settings) {
    this.context = calls.context();
    this.settings = settings;
    this.encryption = new RequestEncryption(calls);
  }

  /**
   * The request object of these parameters.
   *
   * @throws ConfigurationException if there is no key, or it is none that the server takes, or the
   *     server has no name
   * @throws IllegalArgumentException if a parameter cannot be one in a request object
   */
  Secret write(Form parameters, OpenIdConfiguration metadata) {
    JwtSigner key = key();
    requireAlgorithm(key.algorithm(), metadata);
    Secret signed = sign(key, parameters, metadata);
    RequestSettings.Encryption wanted = settings.encryption();
    return wanted == null ? signed : encryption.encrypt(signed, wanted, metadata);
  }

  /**
   * The signed authentication request of these parameters, which goes the back channel and is not
   * encrypted.
   *
   * @throws ConfigurationException as {@link #write} does, and for a key that is a secret
   * @throws IllegalArgumentException if a parameter cannot be one in a signed request
   * @see <a
   *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#signed_auth_request">
   *     CIBA Core 1.0 section 7.1.1</a>
   */
  Secret writeBackchannel(Form parameters, OpenIdConfiguration metadata) {
    JwtSigner key = key();
    MetadataField<List<String>> listed =
        MetadataField.BACKCHANNEL_AUTHENTICATION_REQUEST_SIGNING_ALG_VALUES_SUPPORTED;
    String algorithm = key.algorithm();
    if (algorithm.startsWith("HS")) {
      throw algorithm("an asymmetric algorithm", algorithm);
    }
    if (isNone(algorithm) || !metadata.mayUse(listed, algorithm)) {
      throw algorithm("one of " + listed.name(), algorithm);
    }
    return sign(key, parameters, metadata);
  }

  private Secret sign(JwtSigner key, Form parameters, OpenIdConfiguration metadata) {
    String claims =
        RequestObjectClaims.json(
            parameters,
            context.clientId(),
            audience(metadata),
            context.platform().random().text(ID_BYTES),
            context.platform().now());
    return JwtWriter.write(
        TYPE, key.algorithm(), key.keyId().orElse(null), key.headerMembers(), claims, key::sign);
  }

  private JwtSigner key() {
    JwtSigner key = settings.key();
    if (key == null) {
      throw new ConfigurationException(
          "config.no_request_key",
          "signed request: expected a key, since the program, the server or the registration"
              + " demands signed requests, found none; give it by signedRequests(signer), or by"
              + " clientKey(signer)");
    }
    return key;
  }

  private void requireAlgorithm(String algorithm, OpenIdConfiguration metadata) {
    String registered = settings.registeredAlgorithm();
    if (registered != null && !registered.equals(algorithm)) {
      throw algorithm(
          Printable.of(registered, 20) + ", for which the client is registered", algorithm);
    }
    // RFC 9101 section 10.2: what is not signed may be anybody's.
    if (isNone(algorithm)
        || !metadata.mayUse(MetadataField.REQUEST_OBJECT_SIGNING_ALG_VALUES_SUPPORTED, algorithm)) {
      throw algorithm("one of request_object_signing_alg_values_supported", algorithm);
    }
  }

  private static boolean isNone(String algorithm) {
    return algorithm.toLowerCase(Locale.ROOT).equals("none");
  }

  private static ConfigurationException algorithm(String expected, String found) {
    return new ConfigurationException(
        "config.request_algorithm",
        "signed request, alg: expected "
            + expected
            + ", found "
            + Printable.of(found, 20)
            + "; sign with a key of an algorithm that the server takes");
  }

  /** FAPI 2.0 Message Signing section 5.3: the issuer, as one string. */
  private static String audience(OpenIdConfiguration metadata) {
    return metadata
        .issuer()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "config.no_issuer",
                    "signed request: expected an issuer in the provider metadata to name as"
                        + " audience, found none; give it by hand"));
  }
}
