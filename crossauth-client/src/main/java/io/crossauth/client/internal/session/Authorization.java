package io.crossauth.client.internal.session;

import io.crossauth.client.internal.call.AccessToken;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.ProofOfPossession;
import io.crossauth.internal.http.Loopback;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a token on a request (RFC 6750 section 2.1), with a proof if it is bound to a key (RFC 9449
 * section 7.1).
 *
 * @param presentation the scheme of tokens that are not bound: {@code Bearer}
 * @param proofs proves possession of a key
 */
public record Authorization(String presentation, ProofOfPossession proofs) {

  /** That of a client. */
  public static Authorization of(ClientContext context) {
    return new Authorization(context.presentation(), context.proof());
  }

  /** Tokens that are not bound. */
  public static Authorization of(String presentation) {
    return new Authorization(presentation, ProofOfPossession.none());
  }

  Map<String, String> of(AccessToken token, String method, URI uri) {
    // RFC 6750 section 5.3: bearer tokens travel over TLS only.
    if (!isSafe(uri)) {
      throw new IllegalArgumentException(
          "uri: expected https (or http to this machine itself) for a request with a token, found "
              + uri.getScheme());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Authorization", token.scheme(presentation) + " " + token.value().reveal());
    token.proof(proofs).prove(method, uri, token.value()).forEach(fields::put);
    return fields;
  }

  void answered(URI uri, Map<String, List<String>> headers) {
    List<String> nonces = new ArrayList<>();
    headers.forEach(
        (name, values) -> {
          if ("DPoP-Nonce".equalsIgnoreCase(name)) {
            nonces.addAll(values);
          }
        });
    if (!nonces.isEmpty()) {
      proofs.answered(uri, nonces);
    }
  }

  private static boolean isSafe(URI uri) {
    String host = uri.getHost();
    return host != null
        && ("https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme()) && Loopback.is(host)));
  }
}
