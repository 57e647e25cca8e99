package com.example.extending;

import io.crossauth.client.provider.Provider;
import io.crossauth.client.token.ProviderQuirks;

/** A provider with ways of its own, for all programs of a company. */
final class ExampleId {

  private ExampleId() {}

  static Provider at(String issuer) {
    return Provider.at(issuer)
        .withQuirks(
            ProviderQuirks.none()
                .withTokenResponse(
                    members -> {
                      members.putIfAbsent("token_type", "Bearer");
                      return members;
                    })
                .withFinalRefusals(refusal -> refusal.error().equals("session_gone"))
                .withAuthenticationMethods("client_secret_post"))
        .withAccessTokens(rules -> rules.clientClaims("client"));
  }
}
