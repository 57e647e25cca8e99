package io.crossauth.client.auth;

/** RFC 6749 section 3.2.1: a public client says its id. */
record PublicClient() implements ClientAuthentication {

  @Override
  public TokenCall apply(TokenCall call) {
    return call.withParameter("client_id", call.clientId());
  }
}
