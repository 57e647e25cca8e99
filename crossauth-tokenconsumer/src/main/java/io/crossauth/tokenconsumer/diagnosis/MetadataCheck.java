package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Looks at the document: where it was, and what must be in it. */
final class MetadataCheck implements Check {

  // OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2 demands less.
  private static final List<String> REQUIRED =
      List.of(
          "authorization_endpoint",
          "token_endpoint",
          "jwks_uri",
          "response_types_supported",
          "subject_types_supported",
          "id_token_signing_alg_values_supported");
  private static final List<String> REQUIRED_OF_OAUTH =
      List.of("authorization_endpoint", "token_endpoint", "response_types_supported");

  private static final List<MetadataField<?>> READ =
      List.of(
          MetadataField.SCOPES_SUPPORTED,
          MetadataField.RESPONSE_TYPES_SUPPORTED,
          MetadataField.RESPONSE_MODES_SUPPORTED,
          MetadataField.GRANT_TYPES_SUPPORTED,
          MetadataField.ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED,
          MetadataField.USERINFO_SIGNING_ALG_VALUES_SUPPORTED,
          MetadataField.TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED,
          MetadataField.TOKEN_ENDPOINT_AUTH_SIGNING_ALG_VALUES_SUPPORTED,
          MetadataField.CODE_CHALLENGE_METHODS_SUPPORTED,
          MetadataField.DPOP_SIGNING_ALG_VALUES_SUPPORTED,
          MetadataField.MTLS_ENDPOINT_ALIASES,
          MetadataField.TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS,
          MetadataField.REQUIRE_PUSHED_AUTHORIZATION_REQUESTS,
          MetadataField.AUTHORIZATION_RESPONSE_ISS_PARAMETER_SUPPORTED,
          MetadataField.BACKCHANNEL_LOGOUT_SUPPORTED,
          MetadataField.FRONTCHANNEL_LOGOUT_SUPPORTED);

  @Override
  public List<Finding> look(Provider provider) {
    List<Finding> found = new ArrayList<>();
    URI address = provider.document().address();
    String path = String.valueOf(address.getRawPath());
    boolean oauth = path.contains("/.well-known/oauth-authorization-server");
    if (oauth) {
      found.add(ServerProblem.ADDRESS.found("found at " + path + " alone"));
    } else if (path.contains("/.well-known/openid-configuration/")) {
      found.add(ServerProblem.ODD_ADDRESS.found("found at " + path + " alone"));
    }
    if (!MediaTypes.isJson(provider.document().reply())) {
      found.add(
          ServerProblem.MEDIA_TYPE.found(
              "sent as " + provider.document().reply().mediaType().orElse("no media type")));
    }
    for (String name : oauth ? REQUIRED_OF_OAUTH : REQUIRED) {
      if (provider.members().get(name) == null) {
        found.add(ServerProblem.REQUIRED.found(name + " is missing"));
      }
    }
    for (MetadataField<?> field : READ) {
      try {
        boolean unused = provider.metadata().find(field).isPresent();
      } catch (InvalidResponseException e) {
        found.add(ServerProblem.ODD_MEMBER.found(String.valueOf(e.getMessage())));
      }
    }
    return found;
  }
}
