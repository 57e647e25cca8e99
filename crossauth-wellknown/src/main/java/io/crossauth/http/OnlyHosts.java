package io.crossauth.http;

import io.crossauth.error.TransportException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets calls to the hosts of a list through. */
final class OnlyHosts implements HttpTransport {

  private final HttpTransport next;
  private final Set<String> hosts;

  OnlyHosts(HttpTransport next, Set<String> hosts) {
    this(hosts.stream().map(OnlyHosts::checked).collect(Collectors.toUnmodifiableSet()), next);
  }

  private OnlyHosts(Set<String> checked, HttpTransport next) {
    this.next = next;
    this.hosts = checked;
  }

  @Override
  public HttpTransport forIssuer(String issuer) {
    return new OnlyHosts(hosts, next.forIssuer(issuer));
  }

  @Override
  public HttpReply send(HttpCall call) {
    URI uri = call.uri();
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    int port = uri.getPort() < 0 ? standard : uri.getPort();
    if (!hosts.contains(host + ":" + port) && !(port == standard && hosts.contains(host))) {
      throw new TransportException(
          TransportException.Kind.FORBIDDEN,
          uri,
          false,
          "expected a host of the allow-list, found a different one",
          null);
    }
    return next.exchange(call);
  }

  private static String checked(String entry) {
    String host = entry.toLowerCase(Locale.ROOT);
    URI uri;
    try {
      uri = URI.create("https://" + host);
    } catch (IllegalArgumentException e) {
      throw refused(entry, e);
    }
    if (uri.getHost() == null
        || uri.getRawUserInfo() != null
        || !uri.getRawPath().isEmpty()
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw refused(entry, null);
    }
    return host;
  }

  private static IllegalArgumentException refused(String entry, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "hosts: expected a host or host:port, found " + entry, cause);
  }
}
