package io.crossauth.yandex.device;

import io.crossauth.value.Secret;
import java.time.Duration;

/**
 * Tokens as Yandex OAuth gave them.
 *
 * @param accessToken the access token
 * @param refreshToken the refresh token; good for one refresh
 * @param expiresIn how long the access token lives from when it was given; zero if a renewal did
 *     not say
 */
public record OAuthTokens(Secret accessToken, Secret refreshToken, Duration expiresIn) {}
