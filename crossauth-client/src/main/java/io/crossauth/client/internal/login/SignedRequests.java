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
    JwtSigner key = key(metadata);
    String claims =
        RequestObjectClaims.json(
            parameters,
            context.clientId(),
            audience(metadata),
            context.platform().random().text(ID_BYTES),
            context.platform().now());
    Secret signed =
        JwtWriter.write(
            TYPE,
            key.algorithm(),
            key.keyId().orElse(null),
            key.headerMembers(),
            claims,
            key::sign);
    RequestSettings.Encryption wanted = settings.encryption();
    return wanted == null ? signed : encryption.encrypt(signed, wanted, metadata);
  }

  private JwtSigner key(OpenIdConfiguration metadata) {
    JwtSigner key = settings.key();
    if (key == null) {
      throw new ConfigurationException(
          "config.no_request_key",
          "signed request: expected a key, since the server or the registration demands signed"
              + " requests, found none; give it by signedRequests(signer), or by clientKey(signer)");
    }
    requireAlgorithm(key.algorithm(), metadata);
    return key;
  }

  private void requireAlgorithm(String algorithm, OpenIdConfiguration metadata) {
    String registered = settings.registeredAlgorithm();
    if (registered != null && !registered.equals(algorithm)) {
      throw algorithm(
          Printable.of(registered, 20) + ", for which the client is registered", algorithm);
    }
    // RFC 9101 section 10.2: what is not signed may be anybody's.
    boolean none = algorithm.toLowerCase(Locale.ROOT).equals("none");
    if (none
        || !metadata.mayUse(MetadataField.REQUEST_OBJECT_SIGNING_ALG_VALUES_SUPPORTED, algorithm)) {
      throw algorithm("one of request_object_signing_alg_values_supported", algorithm);
    }
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
