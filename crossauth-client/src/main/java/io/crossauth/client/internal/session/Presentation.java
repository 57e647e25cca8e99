package io.crossauth.client.internal.session;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One presentation of a refresh token: whether it may begin, looked at last right before the first
 * byte, and what a failure says of it. Used by one thread.
 */
final class Presentation implements BooleanSupplier {

  private static final Set<TransportException.Kind> WITHOUT_STATUS =
      Set.of(
          TransportException.Kind.TIMEOUT,
          TransportException.Kind.BROKEN,
          TransportException.Kind.CLOSED);

  /** An answer that says nothing, or breaks off. */
  private static final Set<String> BROKEN_OFF = Set.of("empty", "not_json");

  private enum Look {
    NEVER,
    YES,
    NO
  }

  private final BooleanSupplier mayBegin;
  private Look last = Look.NEVER;

  Presentation(BooleanSupplier mayBegin) {
    this.mayBegin = mayBegin;
  }

  @Override
  public boolean getAsBoolean() {
    last = mayBegin.getAsBoolean() ? Look.YES : Look.NO;
    return last == Look.YES;
  }

  /** Whether it was not sent because it might not begin any more. */
  boolean tooLate() {
    return last == Look.NO;
  }

  /** Whether the server may have got the refresh token, and no whole answer came. */
  boolean lost(RuntimeException failure) {
    if (last != Look.YES) {
      return false;
    }
    if (failure instanceof TransportException broken) {
      return broken.sent() && WITHOUT_STATUS.contains(broken.kind());
    }
    if (failure instanceof InvalidResponseException answer) {
      return answer.status() == 200 && BROKEN_OFF.contains(answer.rule());
    }
    return failure instanceof InterruptedCallException;
  }

  /** Whether the server has not taken it, and would take it later. */
  boolean notTaken(RuntimeException failure) {
    if (failure instanceof TransportException broken) {
      return last != Look.YES || !broken.sent();
    }
    if (failure instanceof OAuthErrorException busy) {
      return busy.status() == 429 || busy.status() == 503;
    }
    return last != Look.YES;
  }
}
