package io.crossauth.tokenconsumer;

import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.check.ValidationPolicy;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import java.security.PrivateKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer was built with. Immutable.
 *
 * @param policy what tokens must say
 * @param platform clock, ticker, scheduler, random
 * @param maxTokenLength the longest token, in characters
 * @param decryptionKeys the keys that open encrypted tokens; empty for none
 * @param encryptionOptional whether tokens that are only signed are accepted beside encrypted ones
 * @param jdkCryptoOnly whether the JDK does the arithmetic even if there is a native provider
 * @param verifiedTokens how many good tokens are remembered; 0 for none
 * @param accessTokenRules the rules of the program's own, in their order
 * @param keyStorage where the issuer keeps its access tokens, or null
 * @param replayGuard who remembers tokens that are accepted once, or null
 * @param opaqueTokens who knows tokens that are not JWTs, or null
 * @param opaqueTokensWithoutAudience whether those are accepted that name no audience
 */
record ConsumerConfig(
    ValidationPolicy policy,
    Platform platform,
    int maxTokenLength,
    List<PrivateKey> decryptionKeys,
    boolean encryptionOptional,
    boolean jdkCryptoOnly,
    int verifiedTokens,
    List<ClaimRule> accessTokenRules,
    @Nullable KeyStorage keyStorage,
    @Nullable ReplayGuard replayGuard,
    @Nullable OpaqueTokenCheck opaqueTokens,
    boolean opaqueTokensWithoutAudience) {

  ConsumerConfig {
    decryptionKeys = List.copyOf(decryptionKeys);
    accessTokenRules = List.copyOf(accessTokenRules);
  }
}
