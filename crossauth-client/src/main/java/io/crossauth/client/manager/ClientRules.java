package io.crossauth.client.manager;

import io.crossauth.client.OAuthFlows;
import io.crossauth.client.internal.RegisteredUri;
import io.crossauth.client.manager.ClientManagementException.Reason;
import java.net.URI;
import java.util.List;

/** What the details of a client must be like. */
final class ClientRules {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_USER_ID = 255;
  private static final int LONGEST_EXTRA = 4_096;
  private static final int MOST = 100;

  private ClientRules() {}

  /** The same details, flows by their own names; a client that breaks a rule is refused. */
  static ClientDetails checked(ClientDetails details) {
    require(
        isText(details.clientName(), LONGEST_NAME),
        Reason.INVALID_NAME,
        "clientName: expected 1 to 200 characters without control characters");
    require(
        details.userId().filter(id -> !isText(id, LONGEST_USER_ID)).isEmpty(),
        Reason.INVALID_DETAILS,
        "userId: expected 1 to 255 characters without control characters");
    require(details.extra().size() <= MOST, Reason.INVALID_DETAILS, "extra: expected at most 100");
    details
        .extra()
        .forEach(
            (name, value) ->
                require(
                    isText(name, LONGEST_NAME) && value.length() <= LONGEST_EXTRA,
                    Reason.INVALID_DETAILS,
                    "extra: expected names of 1 to 200 and values of at most 4,096 characters"));
    require(
        details.redirectUris().size() <= MOST,
        Reason.INVALID_REDIRECT_URI,
        "redirectUris: expected at most 100");
    for (String uri : details.redirectUris()) {
      URI unused = redirectUri(uri);
    }
    return details.withValidFlows(flows(details.validFlows()));
  }

  static URI redirectUri(String text) {
    try {
      return RegisteredUri.redirect(text);
    } catch (IllegalArgumentException e) {
      throw new ClientManagementException(
          Reason.INVALID_REDIRECT_URI, "redirect URI: " + e.getMessage());
    }
  }

  private static List<String> flows(List<String> flows) {
    try {
      return OAuthFlows.resolve(flows);
    } catch (IllegalArgumentException e) {
      throw new ClientManagementException(Reason.INVALID_FLOW, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isText(String text, int longest) {
    return !text.isBlank()
        && text.length() <= longest
        && text.chars().noneMatch(Character::isISOControl);
  }

  private static void require(boolean good, Reason reason, String message) {
    if (!good) {
      throw new ClientManagementException(reason, message);
    }
  }
}
