package io.crossauth.http;

/** The policies that can be put in front of a transport. */
public final class HttpPolicy {
  private HttpPolicy() {}
}
