package io.crossauth.http;

/** The transport on Apache HttpClient 5. */
public final class ApacheHttpTransport {
  private ApacheHttpTransport() {}
}
