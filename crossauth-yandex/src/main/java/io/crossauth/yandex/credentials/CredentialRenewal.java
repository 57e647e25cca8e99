package io.crossauth.yandex.credentials;

import io.crossauth.value.Secret;

/** What renews credentials: the client. */
public interface CredentialRenewal {

  /** Gets a new music token for an x_token. */
  Secret refreshMusicToken(Secret xToken);

  /** Renews everything by the refresh token, which is good once. */
  PassportCredentials refreshCredentials(PassportCredentials credentials);
}
