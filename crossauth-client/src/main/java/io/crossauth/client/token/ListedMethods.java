package io.crossauth.client.token;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.TokenCall;
import io.crossauth.wellknown.MetadataField;
import java.util.List;

/** A client authentication at a provider whose metadata lists its methods wrongly, or not. */
record ListedMethods(ClientAuthentication method, List<String> listed)
    implements ClientAuthentication {

  @Override
  public TokenCall apply(TokenCall call) {
    return method.apply(
        new TokenCall(
            call.clientId(),
            call.configuration()
                .with(MetadataField.TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED.name(), listed),
            call.endpointName(),
            call.endpoint(),
            call.form(),
            call.headers(),
            call.certificate(),
            call.platform()));
  }
}
