package io.crossauth.testkit.tls;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** Leaves it to the server's program which certificate is whose. */
final class AnyClient implements X509TrustManager {

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    // TLS itself has the client prove that it holds the key.
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    throw new IllegalStateException("a server's trust is no client's");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
