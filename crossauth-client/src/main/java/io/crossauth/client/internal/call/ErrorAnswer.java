package io.crossauth.client.internal.call;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the error of an answer (RFC 6749 section 5.2). */
public final class ErrorAnswer {

  private ErrorAnswer() {}

  /** Empty if the {@code error} member is not a name by the rules. */
  static Optional<OAuthErrorException> of(
      String what,
      HttpReply reply,
      Map<String, @Nullable Object> members,
      SecretMasker secrets,
      Instant now) {
    if (!(members.get("error") instanceof String error) || !isName(error)) {
      return Optional.empty();
    }
    // Auth0's MFA endpoints say "message".
    Object said = members.getOrDefault("error_description", members.get("message"));
    String description = said instanceof String text ? secrets.sentence(text) : null;
    return Optional.of(
        new OAuthErrorException(
            ErrorNames.isKnown(error) ? error : secrets.maskedIn(error),
            description,
            members.get("error_uri") instanceof String text ? page(secrets.maskedIn(text)) : null,
            reply.status(),
            RequestedPause.of(reply, now),
            Clocks.hint(hint(what, error, description), error, reply, now),
            ErrorMembers.of(members, secrets)));
  }

  /** Keycloak says invalid_request of a proof, and what it means in words. */
  private static @Nullable String hint(String what, String error, @Nullable String description) {
    boolean ofProof =
        error.equals("invalid_request") && description != null && description.contains("DPoP");
    return ofProof ? ErrorHints.ofProof("invalid_dpop_proof") : ErrorHints.of(what, error);
  }

  /** A refusal that is not OAuth's: the server's sentence is told where there is one. */
  static CrossauthException ofAnotherForm(
      String what,
      HttpReply reply,
      Map<String, @Nullable Object> members,
      SecretMasker secrets,
      Instant now) {
    String sentence = ForeignError.sentence(members, secrets).orElse(null);
    if (reply.status() == 429 || reply.status() == 503) {
      return new OAuthErrorException(
          "temporarily_unavailable",
          sentence,
          null,
          reply.status(),
          RequestedPause.of(reply, now),
          "the " + what + " is busy or down; try again later");
    }
    Object error = members.get("error");
    String told = sentence == null ? "" : " that says: " + sentence;
    return error == null
        ? new InvalidResponseException(
            "status",
            what + ": expected an answer or an error in JSON, found a different document" + told,
            reply.status(),
            null)
        : new InvalidResponseException(
            "error_member",
            what
                + ", error: expected a name of printable ASCII (RFC 6749 section 5.2), found "
                + (error instanceof String ? "other characters" : Json.kind(error))
                + told,
            reply.status(),
            null);
  }

  /**
   * RFC 6749 appendix A.7: printable ASCII without the quote and the backslash. However long: what
   * is shown is cut.
   */
  public static boolean isName(String error) {
    return !error.isEmpty()
        && error.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
  }

  /** A page that a person may open; nothing else. */
  public static @Nullable URI page(String text) {
    try {
      URI uri = new URI(text);
      return uri.getScheme() != null && uri.getScheme().matches("https?") ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
