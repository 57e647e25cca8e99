package io.crossauth.client.auth;

import org.jspecify.annotations.Nullable;

/** RFC 6749 section 3.2.1: a public client says its id. */
record PublicClient() implements ClientAuthentication {

  @Override
  public TokenCall apply(TokenCall call) {
    return call.withParameter("client_id", call.clientId());
  }

  /** Written out: that of a record is made by the JVM at its first call, which takes it long. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PublicClient;
  }

  @Override
  public int hashCode() {
    return PublicClient.class.hashCode();
  }
}
