package io.crossauth.tokenconsumer;

import io.crossauth.internal.connection.ProviderConnection;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.check.IssuerName;
import io.crossauth.tokenconsumer.internal.check.ValidationPolicy;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer was built with. Immutable.
 *
 * @param policy what tokens must say
 * @param platform clock, ticker, scheduler, random
 * @param maxTokenLength the longest token, in characters
 * @param decryptionKeys the keys that open encrypted tokens
 * @param encryptionOptional whether tokens that are only signed are accepted beside encrypted ones
 * @param jdkCryptoOnly whether the JDK does the arithmetic even if there is a native provider
 * @param verifiedTokens how many good tokens are remembered; 0 for none
 * @param accessTokenRules the rules of the program's own, in their order
 * @param keyStorage where the issuer keeps its access tokens, or null
 * @param oneTimeStore who remembers logout tokens, or null
 * @param replays who remembers all other tokens, which are then accepted once, or null
 * @param opaqueTokens who knows tokens that are not JWTs, or null
 * @param opaqueTokensWithoutAudience whether those are accepted that name no audience
 * @param responses how authorization responses are signed and encrypted
 * @param fapi2 whether FAPI 2.0 is demanded
 */
record ConsumerConfig(
    ValidationPolicy policy,
    Platform platform,
    int maxTokenLength,
    DecryptionKeys decryptionKeys,
    boolean encryptionOptional,
    boolean jdkCryptoOnly,
    int verifiedTokens,
    List<ClaimRule> accessTokenRules,
    @Nullable KeyStorage keyStorage,
    @Nullable OneTimeStore oneTimeStore,
    @Nullable OneTimeStore replays,
    @Nullable OpaqueTokenCheck opaqueTokens,
    boolean opaqueTokensWithoutAudience,
    SignedResponses responses,
    boolean fapi2) {

  ConsumerConfig {
    accessTokenRules = List.copyOf(accessTokenRules);
  }

  /**
   * What was said to a builder.
   *
   * @throws IllegalArgumentException if there is no audience, or if it contradicts itself
   */
  static ConsumerConfig of(OAuthTokenConsumerBuilder said) {
    Fapi2Rules.apply(said);
    check(said);
    return new ConsumerConfig(
        policy(said),
        said.connection.platform(),
        said.maxTokenLength,
        said.decryptionKeys,
        said.encryptionOptional,
        said.jdkCryptoOnly,
        said.verifiedTokens,
        said.accessTokenRules,
        said.keyStorage,
        said.oneTimeStore != null ? said.oneTimeStore : said.replays,
        said.replays,
        said.opaqueTokens,
        said.opaqueTokensWithoutAudience,
        said.responses,
        said.fapi2);
  }

  private static void check(OAuthTokenConsumerBuilder said) {
    boolean rfc9068 = said.accessTokenProfile == AccessTokenProfile.RFC9068;
    Set<String> clients = said.dialect.idTokenAudiences();
    if (said.audiences.isEmpty() && clients.isEmpty()) {
      throw new IllegalArgumentException(
          "audience: expected one, found none; name the API or client that tokens must be for");
    }
    if (rfc9068 && !said.audienceClaim.equals("aud")) {
      throw new IllegalArgumentException("audienceClaim: expected aud, as RFC 9068 has it");
    }
    if ((rfc9068 || said.explicitTyping) && !clients.isEmpty()) {
      throw new IllegalArgumentException(
          "unsafeIdTokensAsAccessTokens: expected neither explicitTyping nor RFC 9068 beside it");
    }
    checkConnection(said);
  }

  /** What would be without effect is a mistake. */
  private static void checkConnection(OAuthTokenConsumerBuilder said) {
    ProviderConnection connection = said.connection;
    boolean elsewhere = connection.discoveryUri() != null || connection.authServerBaseUrl() != null;
    if (elsewhere && (said.discovery != null || said.configuration != null)) {
      throw new IllegalArgumentException(
          "discoveryUri, authServerBaseUrl: expected them of the discovery that was handed in, or"
              + " not with metadata given by hand");
    }
    if (said.keyLifetime != null && (said.keys != null || KeyConfig.of(said).secretAlone())) {
      throw new IllegalArgumentException(
          "keyLifetime: expected the issuer's keys, found others; give the lifetime to the key"
              + " set");
    }
  }

  private static ValidationPolicy policy(OAuthTokenConsumerBuilder said) {
    return new ValidationPolicy(
        new IssuerName(said.issuer, said.tenants),
        said.audiences.isEmpty() ? said.dialect.idTokenAudiences() : said.audiences,
        said.audienceClaim,
        said.trustedAudiences,
        said.authorizedParties,
        said.clockSkew,
        said.maxTokenAge,
        said.accessTokenProfile == AccessTokenProfile.RFC9068,
        said.explicitTyping,
        said.bindingWithoutProof,
        said.dialect);
  }
}
