package io.crossauth.http;

import io.crossauth.internal.http.Loopback;
import org.jspecify.annotations.Nullable;

/**
 * Which calls go through the proxy, if there is one. Immutable.
 *
 * @param proxy the proxy; null for none
 * @param httpsOnly whether plain http goes direct
 * @param direct hosts that go direct
 */
record ProxyRules(@Nullable ProxyRoute proxy, boolean httpsOnly, DirectHosts direct) {

  static final ProxyRules NONE = new ProxyRules(null, false, DirectHosts.NONE);

  /** The proxy for a host as an address has it; null where the call goes direct. */
  @Nullable ProxyRoute forHost(String host, boolean secure) {
    // A proxy cannot know what this machine means by itself.
    boolean goesDirect =
        proxy == null || (httpsOnly && !secure) || Loopback.is(host) || direct.has(host);
    return goesDirect ? null : proxy;
  }
}
