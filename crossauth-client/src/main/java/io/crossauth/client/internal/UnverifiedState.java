package io.crossauth.client.internal;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.Form;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.tokenconsumer.internal.CompactToken;
import io.crossauth.tokenconsumer.internal.RepeatedIssuer;
import io.crossauth.tokenconsumer.internal.TokenLexer;
import java.util.List;
import java.util.Optional;

/**
 * The state that an authorization response names: by itself, or in its JWT (JARM). Nobody has
 * checked it; it only says which login is meant.
 */
public final class UnverifiedState {

  private static final TokenLexer LEXER = new TokenLexer(StrangersForm.MOST_CHARACTERS);

  private UnverifiedState() {}

  /** The state; empty if there is none, more than one, or one that only a key opens. */
  public static Optional<String> of(Form parameters) {
    List<String> states = parameters.all("state");
    List<String> responses = parameters.all("response");
    if (states.isEmpty() && responses.size() == 1) {
      return inside(responses.get(0));
    }
    return states.size() == 1
        ? Optional.of(states.get(0)).filter(s -> !s.isBlank())
        : Optional.empty();
  }

  /** Whether it is a JWT that only a key opens. */
  public static boolean isEncrypted(Form parameters) {
    try {
      return parameters.all("state").isEmpty()
          && parameters.all("response").size() == 1
          && LEXER.read(parameters.all("response").get(0)).encrypted();
    } catch (TokenRejectedException e) {
      return false;
    }
  }

  private static Optional<String> inside(String jwt) {
    try {
      CompactToken token = LEXER.read(jwt);
      if (token.encrypted()) {
        return Optional.empty();
      }
      return Optional.ofNullable(Json.object(RepeatedIssuer.once(token.payload())).get("state"))
          .filter(String.class::isInstance)
          .map(String.class::cast)
          .filter(state -> !state.isBlank());
    } catch (TokenRejectedException | JsonException e) {
      return Optional.empty();
    }
  }
}
