package io.crossauth.http;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/**
 * The HTTP transport, the only way to the network: sends a request and gives back the whole answer.
 *
 * <p>A transport follows no redirects, keeps no cookies, repeats nothing, and obeys the call's
 * limit and time. {@link ApacheHttpTransport} is the one to use; policies are put in front of it
 * with {@link HttpPolicy}. Safe for use by many threads.
 */
@FunctionalInterface
public interface HttpTransport {

  /**
   * Sends a request.
   *
   * @param call what to send
   * @return the answer, whatever its status
   * @throws TransportException if no usable answer came
   * @throws InterruptedCallException if the thread was interrupted while it waited
   * @throws IOException likewise, from a transport that does not tell the cases apart
   */
  HttpReply send(HttpCall call) throws IOException;

  /**
   * Sends a request; every failure is one of ours.
   *
   * @param call what to send
   * @return the answer, whatever its status
   * @throws TransportException if no usable answer came
   * @throws InterruptedCallException if the thread was interrupted while it waited
   */
  default HttpReply exchange(HttpCall call) {
    try {
      return send(call);
    } catch (SocketTimeoutException e) {
      throw new TransportException(
          TransportException.Kind.TIMEOUT, call.uri(), true, "timed out", e);
    } catch (InterruptedIOException e) {
      throw new InterruptedCallException("an answer from " + call, e);
    } catch (IOException e) {
      throw new TransportException(
          TransportException.Kind.BROKEN, call.uri(), true, e.getClass().getSimpleName(), e);
    }
  }

  /**
   * The same transport for calls that serve one issuer: no connection is shared with those of
   * another issuer, so that whatever one of two issuers on the same host leaves on a connection
   * never reaches the other's calls. Clients and consumers ask for it by themselves.
   *
   * @param issuer the issuer, exactly as its tokens say it
   * @return a transport that sends as this one does; this one (the default) if it does not keep
   *     connections apart. It need not be closed
   */
  default HttpTransport forIssuer(String issuer) {
    return this;
  }
}
