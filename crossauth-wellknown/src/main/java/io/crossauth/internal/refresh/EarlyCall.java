package io.crossauth.internal.refresh;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import java.net.URI;
import java.time.Duration;

/** What a caller is told who asks again too early after a failure. */
public final class EarlyCall {

  private EarlyCall() {}

  /**
   * The failure once more; each has the stack of its own call.
   *
   * @param failure the last failure
   * @param pause how long nobody asks again
   */
  public static TransportException after(TransportException failure, Duration pause) {
    return new TransportException(
        failure.kind(),
        URI.create(failure.endpoint()),
        failure.sent(),
        "the last attempt failed ("
            + reason(failure)
            + "), and the next comes at most "
            + pause
            + " after it",
        failure);
  }

  /** A setting that is wrong is no outage, and its name must not be lost in a cause of a cause. */
  private static String reason(TransportException failure) {
    String reason = String.valueOf(failure.getMessage());
    Throwable cause = failure.getCause();
    if (cause instanceof CrossauthException ours) {
      String why = String.valueOf(ours.getMessage());
      return reason + ": " + ours.code() + (reason.contains(why) ? "" : ", " + why);
    }
    return reason;
  }
}
