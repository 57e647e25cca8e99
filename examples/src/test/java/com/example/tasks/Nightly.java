package com.example.tasks;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.http.ApacheHttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A service that calls an API for itself: both are reached by a proxy, and have a private CA. */
public final class Nightly implements AutoCloseable {

  private final ApacheHttpTransport transport;
  private final OAuthClient client;
  private final ResourceClient api;

  Nightly(String issuer, String secret, URI orders, InetSocketAddress proxy, Path ca)
      throws IOException, GeneralSecurityException {
    // The way of the library's own calls: metadata, keys, tokens.
    transport =
        ApacheHttpTransport.builder()
            .proxy(proxy.getHostString(), proxy.getPort())
            .trustedCertificates(Files.readString(ca))
            .build();
    client =
        OAuthClient.builder(issuer)
            .clientId("nightly")
            .clientSecret(secret)
            .transport(transport)
            .build();
    // The way of the program's calls of the API. It knows nothing of the one above.
    HttpClient http =
        HttpClient.newBuilder()
            .proxy(ProxySelector.of(proxy))
            .sslContext(trusting(ca))
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    api = ResourceClient.of(http, client.tokenSource(), orders.resolve("/"));
  }

  /** {@code Nightly https://id.corp.internal https://api.corp.internal/orders ca.pem}. */
  public static void main(String[] args) throws Exception {
    String secret = System.getenv("CLIENT_SECRET");
    URI orders = URI.create(args[1]);
    InetSocketAddress proxy = new InetSocketAddress("proxy.corp.internal", 3128);
    try (Nightly service = new Nightly(args[0], secret, orders, proxy, Path.of(args[2]))) {
      System.out.println(service.read(orders));
    }
  }

  String read(URI orders) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(orders).timeout(Duration.ofSeconds(30)).build();
    HttpResponse<String> answer = api.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("orders: expected 200, found " + answer.statusCode());
    }
    return answer.body();
  }

  /** These certificates are trusted, and no others, as trustedCertificates has it. */
  private static SSLContext trusting(Path pem) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      int count = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + count++, one);
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** The client first, then the transport that it uses. */
  @Override
  public void close() {
    client.close();
    transport.close();
  }
}
