package io.crossauth.servlet;

import io.crossauth.error.ConfigurationException;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.StorageException;
import io.crossauth.error.TransportException;
import io.crossauth.platform.RandomSource;
import io.crossauth.servlet.internal.Names;
import io.crossauth.servlet.internal.Pages;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.util.Map;

/** Answers where something failed: a reference for the person, the message for the log. */
final class Failures {

  private static final int REFERENCE_BYTES = 6;
  private static final String PAUSE = "5";

  private final ServletContext log;
  private final RandomSource random;

  Failures(ServletContext log, RandomSource random) {
    this.log = log;
    this.random = random;
  }

  /** A page that says so, and leads on. */
  void page(Visit visit, CrossauthException failure, String next, String link) throws IOException {
    int status = status(failure);
    if (status == 503) {
      visit.response().setHeader("Retry-After", PAUSE);
    }
    Pages.error(visit.response(), status, text(failure), noted(failure), next, link);
  }

  /** An object that says so, for a script. */
  void json(Visit visit, CrossauthException failure) throws IOException {
    int status = status(failure);
    if (status == 503) {
      visit.response().setHeader("Retry-After", PAUSE);
    }
    Map<String, String> members = Map.of("error", error(status), "reference", noted(failure));
    Pages.json(visit.response(), status, members);
  }

  /** A page for a person, an object for a script. */
  void answer(Visit visit, CrossauthException failure, String next) throws IOException {
    if (visit.arrival().toPage()) {
      page(visit, failure, next, "Try again");
    } else {
      json(visit, failure);
    }
  }

  /** Messages have no secrets; what a server said in them stays on one line. */
  private String noted(CrossauthException failure) {
    String reference = Names.random(random, REFERENCE_BYTES);
    String message = String.valueOf(failure.getMessage()).replaceAll("\\p{Cntrl}", " ");
    log.log("crossauth " + reference + ": " + failure.code() + ": " + message);
    return reference;
  }

  private static String error(int status) {
    return switch (status) {
      case 503 -> "temporarily_unavailable";
      case 500, 502 -> "server_error";
      case 401 -> "login_required";
      case 403 -> "access_denied";
      default -> "invalid_request";
    };
  }

  private static int status(CrossauthException failure) {
    if (failure instanceof TransportException
        || failure instanceof InterruptedCallException
        || failure.retryable()
        || (failure instanceof OAuthErrorException refusal && isTheServers(refusal))) {
      return 503;
    }
    if (failure instanceof ConfigurationException || failure instanceof StorageException) {
      return 500;
    }
    if (failure instanceof InvalidResponseException invalid && invalid.status() != 0) {
      return 502;
    }
    if (failure instanceof OAuthErrorException) {
      return 403;
    }
    return failure instanceof LoginRequiredException ? 401 : 400;
  }

  /** RFC 6749 section 4.1.2.1: a failure of the server, whatever it means for this login. */
  private static boolean isTheServers(OAuthErrorException refusal) {
    return refusal.status() >= 500
        || refusal.error().equals("server_error")
        || refusal.error().equals("temporarily_unavailable");
  }

  private static String text(CrossauthException failure) {
    return switch (status(failure)) {
      case 503 -> "The login is not available right now. Nothing is lost; try again in a moment.";
      case 500, 502 -> "The login does not work right now. Who runs this application can help.";
      case 403 -> "The login was refused: " + failure.code() + ".";
      case 401 -> "This login has ended. Log in again.";
      default -> "This login cannot go on: it is over, was begun elsewhere, or was used before.";
    };
  }
}
