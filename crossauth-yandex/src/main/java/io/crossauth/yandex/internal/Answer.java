package io.crossauth.yandex.internal;

import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object that Passport answered with, whatever the status.
 *
 * @param uri where it came from
 * @param status the HTTP status
 * @param members the members of the object
 */
public record Answer(URI uri, int status, Map<String, @Nullable Object> members) {

  private static final int MOST_MARKERS = 5;
  private static final Set<String> REFUSALS =
      Set.of("invalid_grant", "invalid_token", "sessionid.invalid", "unauthorized");

  /** A string that is not blank, without the blanks around it. */
  public Optional<String> text(String name) {
    return members.get(name) instanceof String text && !text.isBlank()
        ? Optional.of(text.strip())
        : Optional.empty();
  }

  /** Whether the answer says no in any of the ways that Passport knows. */
  public boolean refused() {
    return status >= 400
        || members.get("error") != null
        || (members.get("errors") instanceof List<?> errors && !errors.isEmpty())
        || "error".equals(members.get("status"));
  }

  /** What Passport says about a refusal, fit to be shown: {@code : sessionid.invalid}. */
  public String markers() {
    List<String> markers = new ArrayList<>();
    add(markers, members.get("error"));
    if (members.get("errors") instanceof List<?> errors) {
      errors.forEach(error -> add(markers, error));
    }
    return markers.isEmpty() ? "" : ": " + String.join(", ", markers);
  }

  private static void add(List<String> markers, @Nullable Object marker) {
    if (markers.size() >= MOST_MARKERS) {
      return;
    }
    if (marker instanceof String word) {
      markers.add(Marker.of(word));
    } else if (marker instanceof Long number) {
      markers.add(number.toString());
    }
  }

  /** Whether one of the errors is this one. */
  public boolean hasError(String marker) {
    return marker.equals(members.get("error"))
        || (members.get("errors") instanceof List<?> errors && errors.contains(marker));
  }

  /**
   * The token that the answer must hold. None is taken from a refusal.
   *
   * @param member the member it is in
   * @param what what was asked for, for the message: {@code x_token}
   * @throws InvalidCredentialsException if there is none; named if the answer refuses credentials
   * @throws YandexNetworkException if the server is down (5xx)
   */
  public Secret requireToken(String member, String what) {
    refuseServerError();
    Optional<String> token = refused() ? Optional.empty() : text(member);
    return Secret.of(
        token
            .filter(Answer::isToken)
            .orElseThrow(() -> noToken("expected " + what + ", found none" + markers())));
  }

  private InvalidCredentialsException noToken(String message) {
    return refusesCredentials()
        ? new InvalidCredentialsException(message, uri, status)
        : InvalidCredentialsException.unnamed(message, uri, status);
  }

  /** By Passport's own word. A wrong client is told 401 as well, and a firewall says 403. */
  private boolean refusesCredentials() {
    List<@Nullable Object> errors = new ArrayList<>();
    errors.add(members.get("error"));
    if (members.get("errors") instanceof List<?> more) {
      errors.addAll(more);
    }
    return errors.stream().anyMatch(error -> error instanceof String word && isRefusal(word));
  }

  private static boolean isRefusal(String word) {
    return REFUSALS.contains(word) || word.endsWith("token.invalid");
  }

  /**
   * A string that the login cannot go on without.
   *
   * @throws YandexAuthFailedException if it is not there, or is none
   */
  public String requireText(String member) {
    refuseServerError();
    return text(member)
        .orElseThrow(
            () ->
                new YandexAuthFailedException(
                    "expected " + member + ", found none" + markers(), uri, status));
  }

  /** A server that is down says nothing about credentials. */
  public void refuseServerError() {
    if (status >= 500) {
      throw new YandexNetworkException(
          "expected an answer, found a server in trouble" + markers(), uri, status);
    }
  }

  /** Whether it may be a token: it goes into headers, and must not bring another one along. */
  public static boolean isToken(String text) {
    return text.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  /** Address without query, and status. */
  @Override
  public String toString() {
    return "Answer[HTTP " + status + " from " + uri.getHost() + uri.getRawPath() + "]";
  }
}
