package io.crossauth.internal.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses a server may name for this program to call, or to send its user's browser to.
 * What comes from elsewhere must not lead to plain http services of this machine, nor from https
 * back to plain http: that may only be where the server itself is there, or what the program has
 * configured. Immutable.
 */
public final class TrustedAddresses {

  private final URI server;
  private final List<URI> trusted;

  private TrustedAddresses(URI server, List<URI> trusted) {
    this.server = server;
    this.trusted = trusted;
  }

  /**
   * The rule of a server.
   *
   * @param server the server's own address, such as its issuer
   * @param configured further addresses that the program has given; null ones do not count
   */
  public static TrustedAddresses of(URI server, @Nullable URI... configured) {
    List<URI> trusted = new ArrayList<>();
    trusted.add(server);
    for (URI uri : configured) {
      if (uri != null) {
        trusted.add(uri);
      }
    }
    return new TrustedAddresses(server, List.copyOf(trusted));
  }

  /** Why an address may not be; empty if it may, or if it is none. */
  public Optional<String> objection(String address) {
    try {
      return objection(new URI(address));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Why an address may not be; empty if it may, or if it has no host. */
  public Optional<String> objection(URI uri) {
    String host = uri.getHost();
    if (host == null || !isHttp(uri)) {
      return Optional.empty();
    }
    if (Loopback.is(host)) {
      return trusted.stream().anyMatch(TrustedAddresses::isHere)
          ? Optional.empty()
          : Optional.of(
              "expected https, found plain http to this machine, which only an issuer on it may"
                  + " name");
    }
    return isHttp(server) || trusted.stream().anyMatch(t -> same(t, uri))
        ? Optional.empty()
        : Optional.of("expected https, as the issuer has it, found http");
  }

  private static boolean isHere(URI uri) {
    return uri.getHost() != null && Loopback.is(uri.getHost());
  }

  private static boolean isHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme());
  }

  /** Whether the program itself has named this host over plain http. */
  private static boolean same(URI configured, URI uri) {
    return isHttp(configured) && uri.getHost().equalsIgnoreCase(configured.getHost());
  }
}
