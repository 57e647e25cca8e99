package io.crossauth.testkit.provider;

import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.internal.Base64Url;
import io.crossauth.testkit.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether an authentication request is one that is taken, and whom it means (CIBA section 7.2). */
final class CibaRequestCheck {

  private static final int LONGEST_MESSAGE = 50;

  /** 128 bits in base64url. */
  private static final int SHORTEST_TOKEN = 22;

  private static final Set<String> BESIDE =
      Set.of("request", "client_id", "client_secret", "client_assertion", "client_assertion_type");

  private final RequestObjectCheck objects;

  CibaRequestCheck(Realm realm) {
    this.objects = new RequestObjectCheck(realm);
  }

  /** The parameters, out of the signed request where there is one. */
  Parameters resolve(Parameters sent, Client client) {
    if (sent.find("request").isEmpty()) {
      return sent;
    }
    if (!BESIDE.containsAll(sent.values().keySet())) {
      throw ProtocolError.invalidRequest("parameters beside a signed request");
    }
    return objects.readBackchannel(sent.require("request"), client);
  }

  /** The user that a good request means. */
  User check(Parameters asked, Client client) {
    if (!Arrays.asList(asked.require("scope").split(" ")).contains("openid")) {
      throw ProtocolError.of("invalid_scope", "openid is missing");
    }
    if (asked.find("binding_message").orElse("").length() > LONGEST_MESSAGE) {
      throw ProtocolError.of("invalid_binding_message", "too long");
    }
    if (!asked.find("requested_expiry").orElse("1").matches("[1-9][0-9]{0,8}")) {
      throw ProtocolError.invalidRequest("requested_expiry");
    }
    if (client.pinged() && asked.require("client_notification_token").length() < SHORTEST_TOKEN) {
      throw ProtocolError.invalidRequest("client_notification_token");
    }
    User user = user(asked);
    if (user.hasSecondFactor()) {
      requireUserCode(asked.find("user_code"));
    }
    return user;
  }

  /** The user with a second factor has a user code: the password. */
  private static void requireUserCode(Optional<String> code) {
    String given =
        code.orElseThrow(() -> ProtocolError.of("missing_user_code", "a user code is needed"));
    if (User.find(TestUsers.MFA, given).isEmpty()) {
      throw ProtocolError.of("invalid_user_code", "another user code is needed");
    }
  }

  private static User user(Parameters asked) {
    List<String> hints =
        Stream.of("login_hint", "login_hint_token", "id_token_hint")
            .filter(name -> asked.find(name).isPresent())
            .toList();
    if (hints.size() != 1) {
      throw ProtocolError.invalidRequest("one hint is needed, found " + hints.size());
    }
    String hint = asked.require(hints.get(0));
    return switch (hints.get(0)) {
      case "login_hint" -> named(hint.replaceFirst("@.*", ""));
      case "login_hint_token" -> inToken(hint);
      default -> named(String.valueOf(claims(hint).get("preferred_username")));
    };
  }

  /** A hint token is a user's name, or {@code expired}. */
  private static User inToken(String token) {
    if (token.equals("expired")) {
      throw ProtocolError.of("expired_login_hint_token", "the hint is over");
    }
    return named(token);
  }

  private static User named(String name) {
    try {
      return User.require(name);
    } catch (IllegalArgumentException e) {
      throw ProtocolError.of("unknown_user_id", "nobody is known by this hint");
    }
  }

  private static Map<String, Object> claims(String token) {
    try {
      byte[] payload = Base64Url.decode(token.split("\\.", -1)[1]);
      return Json.readObject(new String(payload, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw ProtocolError.invalidRequest("id_token_hint is no ID token");
    }
  }
}
