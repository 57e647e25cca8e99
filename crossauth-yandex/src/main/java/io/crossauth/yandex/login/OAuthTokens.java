package io.crossauth.yandex.login;

import io.crossauth.value.Secret;
import java.time.Duration;

/**
 * Tokens as Yandex OAuth gave them. Immutable; safe for use by many threads; its text form shows no
 * token.
 *
 * @param accessToken the access token
 * @param refreshToken the refresh token; good for one refresh
 * @param expiresIn how long the access token lives from when it was given; zero if a renewal did
 *     not say
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749 section 5.1</a>
 */
public record OAuthTokens(Secret accessToken, Secret refreshToken, Duration expiresIn) {}
