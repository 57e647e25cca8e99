package io.crossauth.client.testing;

/** Answers of servers, as JSON. */
public final class Answers {

  private Answers() {}

  /** Tokens without an ID token. */
  public static String tokens() {
    return """
        {"access_token":"at-1","token_type":"Bearer","expires_in":300}""";
  }

  /** An error and nothing else. */
  public static String error(String name) {
    return "{\"error\":\"" + name + "\"}";
  }

  /** An error and what the server says about it. */
  public static String error(String name, String description) {
    return "{\"error\":\"" + name + "\",\"error_description\":\"" + description + "\"}";
  }

  /** A device code that lives a minute and says nothing about the interval. */
  public static String deviceCode() {
    return """
        {"device_code":"dc-1","user_code":"ABCD-EFGH",
         "verification_uri":"https://id.example.com/activate","expires_in":60}""";
  }
}
