package io.crossauth.client.internal.provider;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes answers of token endpoints those that RFC 6749 section 5 names. */
public final class TokenResponses {

  private TokenResponses() {}

  /** Azure AD B2C: with the scope openid alone there is an ID token and nothing else. */
  public static Map<String, Object> ofB2c(Map<String, Object> members) {
    if (members.containsKey("id_token") && !members.containsKey("access_token")) {
      members.put("access_token", "N_A");
      members.put("token_type", "Bearer");
    }
    return members;
  }

  /**
   * Slack's apps: the user's token is in {@code authed_user}; tokens are of the type bot or user.
   */
  public static Map<String, Object> ofSlack(Map<String, Object> members) {
    if (!members.containsKey("access_token")
        && members.get("authed_user") instanceof Map<?, ?> user) {
      for (String name :
          new String[] {"access_token", "refresh_token", "expires_in", "scope", "token_type"}) {
        Object value = user.get(name);
        if (value != null) {
          members.put(name, value);
        }
      }
    }
    if ("bot".equals(members.get("token_type")) || "user".equals(members.get("token_type"))) {
      members.put("token_type", "Bearer");
    }
    return members;
  }

  /** Facebook: an error is an object, with its type and its sentence. */
  public static Map<String, Object> ofFacebook(Map<String, Object> members) {
    if (!(members.get("error") instanceof Map<?, ?> error)) {
      return members;
    }
    Map<String, Object> answer = new LinkedHashMap<>(members);
    answer.put("error", error.get("type") instanceof String type ? type : "OAuthException");
    answer.put("error_description", String.valueOf(error.get("message")));
    for (String name : new String[] {"code", "error_subcode", "fbtrace_id"}) {
      Object value = error.get(name);
      if (value != null) {
        answer.put("facebook_" + name, value);
      }
    }
    return answer;
  }
}
