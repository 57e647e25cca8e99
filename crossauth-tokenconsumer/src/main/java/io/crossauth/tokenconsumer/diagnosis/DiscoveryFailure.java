package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;

/** Tells why something could not be asked. */
final class DiscoveryFailure {

  private DiscoveryFailure() {}

  /** What kept the metadata from us. */
  static Finding of(CrossauthException failure) {
    String what = String.valueOf(failure.getMessage());
    if (failure instanceof TransportException e) {
      return problem(e).found(what);
    }
    if (failure instanceof InvalidResponseException e) {
      return switch (e.rule()) {
        case "redirect" -> ServerProblem.REDIRECT.found(what);
        case "status" -> ServerProblem.NOT_FOUND.found(what);
        case "issuer_mismatch", "missing_member", "wrong_type" -> ServerProblem.ISSUER.found(what);
        default -> ServerProblem.NOT_JSON.found(what);
      };
    }
    return ServerProblem.NO_ANSWER.found(what);
  }

  /** What kept an answer from us. */
  static Problem problem(TransportException failure) {
    return switch (failure.kind()) {
      case DNS -> ServerProblem.DNS;
      case CONNECT -> ServerProblem.CONNECT;
      case TLS -> ServerProblem.TLS;
      case TIMEOUT -> ServerProblem.TIMEOUT;
      case UNAVAILABLE -> ServerProblem.UNAVAILABLE;
      case FORBIDDEN ->
          failure.endpoint().startsWith("http:")
              ? ServerProblem.PLAIN_HTTP
              : ServerProblem.NO_ANSWER;
      case BROKEN, TOO_LARGE, CLOSED -> ServerProblem.NO_ANSWER;
    };
  }
}
