package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.internal.Form;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The provider's pages; ids and names of forms and inputs are those of Keycloak. */
final class Pages {

  private Pages() {}

  static Reply login(URI action, Optional<String> error, Optional<String> hint) {
    return page(
        "Sign in",
        error.map(text -> "<p class=\"error\">%s</p>".formatted(escape(text))).orElse("")
            + form("kc-form-login", action)
            + "<input name=\"username\" value=\"%s\">".formatted(escape(hint.orElse("")))
            + "<input name=\"password\" type=\"password\">"
            + "<input name=\"login\" type=\"submit\" value=\"Sign In\"></form>");
  }

  static Reply secondFactor(URI action) {
    return page(
        "One-time code",
        form("kc-otp-login-form", action)
            + "<input name=\"otp\"><input name=\"login\" type=\"submit\" value=\"Sign"
            + " In\"></form>");
  }

  static Reply consent(URI action) {
    return page(
        "Grant access",
        form("kc-consent-form", action)
            + "<input name=\"accept\" type=\"submit\" value=\"Yes\">"
            + "<input name=\"cancel\" type=\"submit\" value=\"No\"></form>");
  }

  static Reply device(URI action, Optional<String> error) {
    return page(
        "Device login",
        error.map(text -> "<p class=\"error\">%s</p>".formatted(escape(text))).orElse("")
            + form("kc-user-verify-device-user-code-form", action)
            + "<input name=\"device_user_code\"><input type=\"submit\" value=\"Submit\"></form>");
  }

  static Reply message(String text) {
    return page(text, "<p id=\"kc-page-title\">%s</p>".formatted(escape(text)));
  }

  /** OAuth 2.0 Form Post Response Mode section 2. */
  static Reply formPost(String action, Map<String, String> parameters) {
    String inputs =
        parameters.entrySet().stream()
            .map(
                entry ->
                    "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(escape(entry.getKey()), escape(entry.getValue())))
            .collect(Collectors.joining());
    return Reply.html(
        "<!DOCTYPE html><html><head><title>Submit</title></head>"
            + "<body onload=\"document.forms[0].submit()\">"
            + "<form method=\"post\" action=\"%s\">%s</form></body></html>"
                .formatted(escape(action), inputs));
  }

  static URI loginAction(Settings settings, String sessionCode) {
    return URI.create(
        settings.uri(Endpoint.LOGIN) + "?" + Form.format(Map.of("session_code", sessionCode)));
  }

  private static Reply page(String title, String body) {
    return Reply.html(
            "<!DOCTYPE html><html><head><title>%s</title></head><body>%s</body></html>"
                .formatted(escape(title), body))
        .header("Cache-Control", "no-store");
  }

  private static String form(String id, URI action) {
    return "<form id=\"%s\" method=\"post\" action=\"%s\">"
        .formatted(id, escape(action.toString()));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
