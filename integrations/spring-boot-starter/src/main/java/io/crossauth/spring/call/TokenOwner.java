package io.crossauth.spring.call;

/** Whose token goes on a call. */
public enum TokenOwner {

  /** The client's own: client credentials (RFC 6749 section 4.4). */
  SERVICE,

  /** That of the person who is logged in, by the session of the servlet request. */
  SESSION,

  /** One that is exchanged for the token of the request that is being answered (RFC 8693). */
  REQUEST
}
