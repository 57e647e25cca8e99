package io.crossauth.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy calls go through: the one that was set, none, or by default the one that the JVM's
 * settings name for https. Immutable.
 *
 * @param chosen whether something was set
 * @param given the proxy that was set; null for none
 * @param direct hosts that go direct, whichever proxy there is
 * @param properties the JVM's settings
 */
record ProxySettings(
    boolean chosen,
    @Nullable ProxyRoute given,
    DirectHosts direct,
    UnaryOperator<@Nullable String> properties) {

  private static final String HOST = "https.proxyHost";
  private static final String PORT = "https.proxyPort";
  private static final String DIRECT = "http.nonProxyHosts";

  /** The JVM's own default (see its page on networking and proxies). */
  private static final int USUAL_PORT = 443;

  static ProxySettings ofJvm(UnaryOperator<@Nullable String> properties) {
    return new ProxySettings(false, null, DirectHosts.NONE, properties);
  }

  ProxySettings with(@Nullable ProxyRoute proxy) {
    return new ProxySettings(true, proxy, direct, properties);
  }

  ProxySettings withDirect(String... hosts) {
    for (String host : hosts) {
      if (host.isBlank() || host.indexOf('/') >= 0 || host.indexOf('|') >= 0) {
        throw new IllegalArgumentException(
            "noProxyFor: expected a host name, or one with a star at its beginning or end");
      }
    }
    return new ProxySettings(chosen, given, direct.plus(List.of(hosts)), properties);
  }

  /**
   * The rules for calls, with the JVM's settings as they are now.
   *
   * @throws IllegalArgumentException if those are needed and are none
   */
  ProxyRules rules() {
    if (chosen) {
      return new ProxyRules(given, false, direct);
    }
    String host = property(HOST);
    if (host.isEmpty()) {
      return ProxyRules.NONE;
    }
    ProxyRoute proxy = new ProxyRoute(new HttpHost("http", host, port()), Optional.empty());
    List<String> hosts =
        Arrays.stream(property(DIRECT).split("\\|", -1))
            .map(String::strip)
            .filter(pattern -> !pattern.isEmpty())
            .toList();
    return new ProxyRules(proxy, true, direct.plus(hosts));
  }

  /**
   * The same, where only public addresses may be reached.
   *
   * @throws IllegalArgumentException if there is a proxy, which looks names up itself
   */
  ProxyRules rulesWithoutProxy() {
    ProxyRules rules = rules();
    if (rules.proxy() != null) {
      throw new IllegalArgumentException(
          "publicAddressesOnly: found a proxy"
              + (rules.httpsOnly() ? " (https.proxyHost of the JVM)" : "")
              + ", which looks names up itself; give noProxy(), or proxyChecksAddresses() if it"
              + " refuses such addresses");
    }
    return rules;
  }

  private int port() {
    String text = property(PORT);
    if (text.isEmpty()) {
      return USUAL_PORT;
    }
    boolean digits = text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = digits ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          PORT + " of the JVM: expected 1 to 65535, found a different value");
    }
    return port;
  }

  private String property(String name) {
    String value = properties.apply(name);
    return value == null ? "" : value.strip();
  }
}
