package io.crossauth.spring;

import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.spring.CrossauthProperties.StoreType;
import io.crossauth.tokenconsumer.OneTimeStore;

/** What one back end keeps. */
interface SessionStores {

  StoreType type();

  TokenStore tokens();

  SessionIndex logouts();

  OneTimeStore oneTime();
}
