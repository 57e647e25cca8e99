package io.crossauth.client.auth;

import io.crossauth.error.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * RFC 8705 section 2: the certificate of the connection proves who calls, the body only says it.
 *
 * @param method {@code tls_client_auth} or {@code self_signed_tls_client_auth}
 */
record TlsClientAuth(String method) implements ClientAuthentication {

  /** FAPI 2.0 Security Profile section 5.3.3.1: either method. */
  @Override
  public ClientAuthentication fapi2() {
    return this;
  }

  @Override
  public TokenCall apply(TokenCall call) {
    if (call.certificate() == null) {
      throw new ConfigurationException(
          "config.client_certificate",
          method
              + ": expected a certificate that the client presents in TLS, found none; give the"
              + " client's builder its tlsIdentity");
    }
    return call.withParameter("client_id", call.clientId());
  }

  /** Written out: that of a record is made by the JVM at its first call, which takes it long. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TlsClientAuth one && method.equals(one.method);
  }

  @Override
  public int hashCode() {
    return method.hashCode();
  }
}
