package io.crossauth.http;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows one certificate to every server that can use its kind of key. The JDK's own managers show
 * none whose issuer the server has not named, and no server names one that signed itself.
 */
final class OneKey extends X509ExtendedKeyManager {

  private final String alias;
  private final Supplier<@Nullable PrivateKey> key;
  private final Supplier<X509Certificate @Nullable []> chain;

  OneKey(
      String alias,
      Supplier<@Nullable PrivateKey> key,
      Supplier<X509Certificate @Nullable []> chain) {
    this.alias = alias;
    this.key = key;
    this.chain = chain;
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
    return chosen(keyType) == null ? null : new String[] {alias};
  }

  private @Nullable String chosen(String... keyTypes) {
    X509Certificate[] shown = chain.get();
    if (shown == null || shown.length == 0) {
      return null;
    }
    String own = shown[0].getPublicKey().getAlgorithm();
    return Arrays.stream(keyTypes).anyMatch(own::equalsIgnoreCase) ? alias : null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String name) {
    return alias.equals(name) ? chain.get() : null;
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String name) {
    return alias.equals(name) ? key.get() : null;
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
