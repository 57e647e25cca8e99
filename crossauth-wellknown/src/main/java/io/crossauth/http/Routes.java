package io.crossauth.http;

import java.net.URI;
import java.util.Locale;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;

/** Knows which way calls go: straight to the host, or through the proxy. */
final class Routes {

  private final ProxyRules rules;
  private final String userAgent;

  Routes(ProxyRules rules, String userAgent) {
    this.rules = rules;
    this.userAgent = userAgent;
  }

  /** The way to an address; the request is changed where the way asks for it. */
  HttpRoute prepare(ClassicHttpRequest request, URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https");
    int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
    HttpHost target = new HttpHost(scheme, withoutBrackets(uri.getHost()), port);
    ProxyRoute proxy = rules.forHost(uri.getHost(), secure);
    if (proxy == null) {
      return new HttpRoute(target, null, secure);
    }
    if (secure) {
      return new HttpRoute(
          target, null, proxy.host(), true, TunnelType.TUNNELLED, LayerType.LAYERED);
    }
    Request.throughProxy(request, uri, proxy);
    return new HttpRoute(target, null, proxy.host(), false, TunnelType.PLAIN, LayerType.PLAIN);
  }

  /** The request that asks the proxy of this way for a tunnel. */
  ClassicHttpRequest tunnel(HttpRoute route) {
    HttpHost target = route.getTargetHost();
    ProxyRoute proxy = rules.proxy();
    if (proxy == null) {
      throw new IllegalStateException("a tunnel without a proxy");
    }
    return Request.connect(target.getHostName(), target.getPort(), proxy, userAgent);
  }

  static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
