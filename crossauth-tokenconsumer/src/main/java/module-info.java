/** Checks ID tokens and access tokens: keys, signatures, claims. */
module io.crossauth.tokenconsumer {
  requires transitive io.crossauth.wellknown;
  requires static transitive org.jspecify;
  requires com.github.benmanes.caffeine;
  requires com.nimbusds.jose.jwt;

  uses java.security.Provider;

  exports io.crossauth.tokenconsumer;
  exports io.crossauth.tokenconsumer.diagnosis;
  exports io.crossauth.tokenconsumer.internal to
      io.crossauth.client;
  exports io.crossauth.tokenconsumer.jwks;
  exports io.crossauth.tokenconsumer.resource;
  exports io.crossauth.tokenconsumer.storage;
}
