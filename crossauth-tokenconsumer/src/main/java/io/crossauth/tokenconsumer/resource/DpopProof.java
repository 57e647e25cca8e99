package io.crossauth.tokenconsumer.resource;

/**
 * A DPoP proof that has passed every check but one: whether it comes for the first time.
 *
 * @param jkt the thumbprint of its key (RFC 7638)
 * @param jti its identifier
 * @param end the second after which it would be refused for its age
 */
record DpopProof(String jkt, String jti, long end) {

  /** Nothing of it. */
  @Override
  public String toString() {
    return "DpopProof[***]";
  }
}
