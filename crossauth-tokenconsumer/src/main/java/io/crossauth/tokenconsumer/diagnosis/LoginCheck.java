package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.wellknown.MetadataField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at what protects logins: PKCE, {@code iss}, signatures. */
final class LoginCheck implements Check {

  @Override
  public List<Finding> look(Provider provider) {
    List<Finding> found = new ArrayList<>();
    if (provider.find(MetadataField.AUTHORIZATION_ENDPOINT).isPresent()) {
      codes(provider, found);
    }
    if (provider.find(MetadataField.ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED).isPresent()) {
      algorithms(provider.list(MetadataField.ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED), found);
    }
    return found;
  }

  private static void codes(Provider provider, List<Finding> found) {
    List<String> types = provider.list(MetadataField.RESPONSE_TYPES_SUPPORTED);
    if (!types.isEmpty() && !types.contains("code")) {
      found.add(ServerProblem.NO_CODE.found("response_types_supported is without code"));
    }
    if (provider.members().get("code_challenge_methods_supported") == null) {
      found.add(ServerProblem.PKCE_UNLISTED.found("code_challenge_methods_supported is missing"));
    } else {
      List<String> methods = provider.list(MetadataField.CODE_CHALLENGE_METHODS_SUPPORTED);
      if (!methods.contains("S256")) {
        found.add(
            ServerProblem.PKCE_NO_S256.found("code_challenge_methods_supported is " + methods));
      }
      if (methods.contains("plain")) {
        found.add(ServerProblem.PKCE_PLAIN.found("code_challenge_methods_supported has plain"));
      }
    }
    if (!provider.flag(MetadataField.AUTHORIZATION_RESPONSE_ISS_PARAMETER_SUPPORTED)) {
      found.add(
          ServerProblem.NO_ISS.found(
              "authorization_response_iss_parameter_supported is missing or false"));
    }
  }

  private static void algorithms(List<String> listed, List<Finding> found) {
    String what = "id_token_signing_alg_values_supported is " + listed;
    if (listed.contains("none")) {
      found.add(ServerProblem.ALG_NONE.found(what));
    }
    Set<JwsAlgorithm> secret = JwsAlgorithm.of(JwsAlgorithm.Family.SECRET);
    List<JwsAlgorithm> known = new ArrayList<>();
    for (String name : listed) {
      JwsAlgorithm algorithm = JwsAlgorithm.find(name);
      if (algorithm != null) {
        known.add(algorithm);
      }
    }
    if (known.isEmpty()) {
      found.add(ServerProblem.ALG_UNKNOWN.found(what));
    } else if (secret.containsAll(known)) {
      found.add(ServerProblem.ALG_HMAC.found(what));
    } else if (!listed.contains("RS256")) {
      found.add(ServerProblem.ALG_NO_RS256.found(what));
    }
  }
}
