package io.crossauth.http;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows one certificate to every server that can use its kind of key. The JDK's own managers show
 * none whose issuer the server has not named, and no server names one that signed itself.
 */
final class OneKey extends X509ExtendedKeyManager {

  private static final String ALIAS = "own";

  private final PrivateKey key;
  private final X509Certificate[] chain;

  OneKey(PrivateKey key, X509Certificate[] chain) {
    this.key = key;
    this.chain = chain.clone();
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chosen(keyTypes);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chosen(keyTypes);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return chosen(keyType) == null ? null : new String[] {ALIAS};
  }

  private @Nullable String chosen(String... keyTypes) {
    String own = chain[0].getPublicKey().getAlgorithm();
    return Arrays.stream(keyTypes).anyMatch(own::equalsIgnoreCase) ? ALIAS : null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String name) {
    return ALIAS.equals(name) ? chain.clone() : null;
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String name) {
    return ALIAS.equals(name) ? key : null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
