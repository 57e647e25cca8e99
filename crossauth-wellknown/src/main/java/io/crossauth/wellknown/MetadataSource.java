package io.crossauth.wellknown;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.http.Shown;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the document at its addresses, one after the other, until one has it. That one is kept:
 * when it has nothing later, the provider is down, and no other is asked, which might be somebody
 * else's by then. Safe for use by many threads.
 */
final class MetadataSource {

  static final int MAX_BYTES = 256 * 1024;

  /** Refusals that say: not now. */
  private static final Set<Integer> LATER = Set.of(408, 421, 425, 429);

  /**
   * A document that came.
   *
   * @param address where it was found
   * @param reply the answer, whatever is in it
   */
  record Found(URI address, HttpReply reply) {}

  private final List<URI> addresses;
  private final HttpTransport transport;
  private final Headers headers;
  private final AtomicReference<@Nullable URI> kept = new AtomicReference<>();

  MetadataSource(List<URI> addresses, HttpTransport transport, Headers headers) {
    this.addresses = List.copyOf(addresses);
    this.transport = transport;
    this.headers = headers;
  }

  /** The address that has the document, or, until one has it, the one that is asked first. */
  URI address() {
    URI known = kept.get();
    return known == null ? addresses.get(0) : known;
  }

  /** Notes that the document at an address is the issuer's. */
  void keep(URI address) {
    kept.set(address);
  }

  /**
   * Asks for the document.
   *
   * @throws TransportException if the provider cannot be reached, or is busy or down
   * @throws InvalidResponseException if no address has it, or one redirects
   */
  Found find() {
    URI known = kept.get();
    List<String> answers = new ArrayList<>();
    int status = 0;
    for (URI address : known == null ? addresses : List.of(known)) {
      HttpReply reply = get(address);
      status = reply.status();
      if (status >= 500 || LATER.contains(status) || (known != null && status / 100 == 4)) {
        String before = answers.isEmpty() ? "" : "; before it " + told(answers);
        throw new TransportException(
            TransportException.Kind.UNAVAILABLE, address, true, "HTTP " + status + before, null);
      }
      answers.add(Shown.of(address) + ": HTTP " + status);
      if (status / 100 == 3) {
        throw redirected(address, reply, answers);
      }
      if (status / 100 != 4) {
        return new Found(address, reply);
      }
    }
    throw new InvalidResponseException(
        "status",
        "provider metadata: expected HTTP 200, found "
            + told(answers)
            + "; is the issuer right; or is the document elsewhere (discoveryUri)",
        status,
        null);
  }

  private static InvalidResponseException redirected(
      URI address, HttpReply reply, List<String> answers) {
    String target =
        Shown.target(address, reply.headers().first("Location").orElse(null))
            .orElse("an address that it does not tell");
    return new InvalidResponseException(
        "redirect",
        "provider metadata: expected a document, found "
            + told(answers)
            + ", a redirect to "
            + target
            + "; redirects are not followed: if that is the provider's, give its issuer;"
            + " or give the address as discoveryUri",
        reply.status(),
        null);
  }

  private static String told(List<String> answers) {
    return String.join(", ", answers);
  }

  private HttpReply get(URI address) {
    return transport.exchange(
        HttpCall.get(address)
            .withHeader("Accept", "application/json")
            .withHeaders(headers)
            .withMaxBytes(MAX_BYTES));
  }
}
