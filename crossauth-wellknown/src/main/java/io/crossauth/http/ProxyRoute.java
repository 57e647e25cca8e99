package io.crossauth.http;

import io.crossauth.value.Secret;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHost;

/** The proxy that calls go through, and who we are to it. */
record ProxyRoute(HttpHost host, Optional<Credentials> credentials) {

  record Credentials(String user, Secret password) {}
}
