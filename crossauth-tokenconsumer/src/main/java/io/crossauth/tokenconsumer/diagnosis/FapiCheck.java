package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.wellknown.MetadataField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks at what FAPI 2.0 demands of a server, and at mutual TLS. One finding for each demand that
 * the metadata does not show to be met.
 *
 * @see <a href="https://openid.net/specs/fapi-security-profile-2_0-final.html">FAPI 2.0 Security
 *     Profile section 5.3.2</a>
 */
final class FapiCheck implements Check {

  private static final List<String> CLIENT =
      List.of("private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth");
  private static final List<String> ALGORITHMS = List.of("PS256", "ES256", "EdDSA", "Ed25519");

  @Override
  public List<Finding> look(Provider provider) {
    List<Finding> found = new ArrayList<>();
    List<String> methods = provider.list(MetadataField.TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED);
    boolean bound = provider.flag(MetadataField.TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS);
    if (provider.find(MetadataField.PUSHED_AUTHORIZATION_REQUEST_ENDPOINT).isEmpty()) {
      found.add(FapiProblem.PAR.found("no pushed_authorization_request_endpoint"));
    }
    if (!provider.list(MetadataField.CODE_CHALLENGE_METHODS_SUPPORTED).contains("S256")) {
      found.add(FapiProblem.PKCE.found("S256 is not listed"));
    }
    if (!provider.flag(MetadataField.AUTHORIZATION_RESPONSE_ISS_PARAMETER_SUPPORTED)) {
      found.add(FapiProblem.ISS.found("authorization_response_iss_parameter_supported: no"));
    }
    if (CLIENT.stream().noneMatch(methods::contains)) {
      found.add(FapiProblem.CLIENT.found("token_endpoint_auth_methods_supported is " + methods));
    }
    if (!bound && provider.list(MetadataField.DPOP_SIGNING_ALG_VALUES_SUPPORTED).isEmpty()) {
      found.add(FapiProblem.TOKENS.found("neither DPoP nor certificate-bound access tokens"));
    }
    List<String> listed = provider.list(MetadataField.ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED);
    if (ALGORITHMS.stream().noneMatch(listed::contains)) {
      found.add(FapiProblem.ALGORITHMS.found("id_token_signing_alg_values_supported is " + listed));
    }
    boolean certificates = bound || methods.stream().anyMatch(m -> m.contains("tls_client_auth"));
    boolean aliases = provider.members().get("mtls_endpoint_aliases") instanceof Map<?, ?>;
    if (certificates && !aliases) {
      found.add(ServerProblem.MTLS_NO_ALIASES.found("no mtls_endpoint_aliases"));
    }
    return found;
  }
}
