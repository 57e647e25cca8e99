package io.crossauth.client.mfa;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.value.Secret;
import java.util.Optional;

/**
 * A login that was ended with a recovery code.
 *
 * @param tokens the tokens
 * @param recoveryCode the user's new recovery code: show it once, the old one is used up
 */
public record MfaRecovery(OAuthTokenResponse tokens, Optional<Secret> recoveryCode) {}
