package io.crossauth.testkit.standin;

import io.crossauth.testkit.mint.TokenDraft;
import java.util.function.Supplier;

/**
 * The providers that there is a stand-in of, under the names of examples: {@code id.example.com},
 * tenant {@code 11111111-2222-3333-4444-555555555555}. Typed from their documentation, and from
 * what users of other libraries report; where neither says, they do as OpenID Connect has it.
 */
public enum KnownProvider {
  /** A realm {@code shop} of a Keycloak at {@code https://id.example.com}. */
  KEYCLOAK(Likenesses::keycloak),
  /** A tenant {@code example.eu.auth0.com} of Auth0. */
  AUTH0(Likenesses::auth0),
  /** The server {@code default} of {@code example.okta.com}. */
  OKTA(Likenesses::okta),
  /** One tenant of Microsoft Entra ID. */
  ENTRA(Likenesses::entra),
  /**
   * All tenants of Microsoft Entra ID, at {@code organizations}; the user is of the same tenant.
   */
  ENTRA_ORGANIZATIONS(Likenesses::entraOrganizations),
  /** A tenant of Microsoft Entra ID whose API takes tokens of version 1.0. */
  ENTRA_V1(Likenesses::entraV1),
  /** The policy {@code B2C_1_signin} of the Azure AD B2C tenant {@code contoso}. */
  AZURE_B2C(Likenesses::azureB2c),
  /** The Microsoft Entra External ID tenant {@code contoso}. */
  ENTRA_EXTERNAL_ID(Likenesses::entraExternalId),
  /** Google. */
  GOOGLE(Likenesses::google),
  /** Apple. */
  APPLE(Likenesses::apple),
  /** GitHub, a GitHub App whose tokens end. */
  GITHUB(Likenesses::github),
  /** gitlab.com. */
  GITLAB(Likenesses::gitlab),
  /** A user pool of Amazon Cognito. */
  COGNITO(Likenesses::cognito),
  /** LinkedIn: no nonce, and a code_verifier is refused. */
  LINKEDIN(MoreLikenesses::linkedin),
  /** Sign in with Slack. */
  SLACK(MoreLikenesses::slack),
  /** An app of Slack without a bot: the user's token alone. */
  SLACK_APP(MoreLikenesses::slackApp),
  /** Facebook, version 23.0 of its Graph API. */
  FACEBOOK(MoreLikenesses::facebook),
  /** Discord. */
  DISCORD(MoreLikenesses::discord),
  /** An instance {@code shop-x1y2z3.zitadel.cloud} of Zitadel. */
  ZITADEL(MoreLikenesses::zitadel),
  /** The application {@code shop} of an authentik at {@code https://id.example.com}. */
  AUTHENTIK(MoreLikenesses::authentik),
  /** A Dex at {@code https://dex.example.com}: access tokens by the function of its ID tokens. */
  DEX(MoreLikenesses::dex),
  /** An Ory Hydra at {@code https://hydra.example.com/}. */
  HYDRA(MoreLikenesses::hydra),
  /** The realm {@code alpha} of an AM at {@code https://id.example.com/am}. */
  PING_AM(MoreLikenesses::pingAm),
  /** An AD FS at {@code fs.example.com}. */
  ADFS(MoreLikenesses::adfs),
  /** A My Domain {@code example.my.salesforce.com} of Salesforce. */
  SALESFORCE(MoreLikenesses::salesforce);

  @SuppressWarnings("ImmutableEnumChecker") // a method without state
  private final Supplier<Likeness> likeness;

  KnownProvider(Supplier<Likeness> likeness) {
    this.likeness = likeness;
  }

  Likeness likeness() {
    return likeness.get();
  }

  /** Whether its ID tokens are there. */
  boolean hasIdTokens() {
    return !likeness().issuer().isEmpty();
  }

  /** What an ID token of it says otherwise than usual. */
  TokenDraft idToken(TokenDraft usual) {
    return likeness().idToken().apply(usual);
  }
}
