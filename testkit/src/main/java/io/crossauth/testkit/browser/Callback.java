package io.crossauth.testkit.browser;

import io.crossauth.testkit.internal.Form;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The request with which a provider sends the browser back to its client; it was not sent. Those
 * that a {@link Browser} gives are immutable.
 *
 * @param method {@code GET} for a redirect, {@code POST} for {@code response_mode=form_post}
 * @param uri where to; for a redirect with the parameters in its query or fragment
 * @param parameters the answer of the provider, decoded, in its own order; of a parameter that
 *     comes twice the first
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749 section 4.1.2</a>
 * @see <a href="https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html">OAuth 2.0 Form
 *     Post Response Mode</a>
 */
public record Callback(String method, URI uri, Map<String, String> parameters) {

  static Callback redirect(URI uri) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : new String[] {uri.getRawQuery(), uri.getRawFragment()}) {
      if (part != null) {
        Form.parse(part).forEach((name, values) -> parameters.putIfAbsent(name, values.get(0)));
      }
    }
    return new Callback("GET", uri, Collections.unmodifiableMap(parameters));
  }

  static Callback formPost(URI action, Map<String, String> fields) {
    return new Callback("POST", action, fields);
  }

  /**
   * {@return the parameters in the format {@code application/x-www-form-urlencoded}: the body of a
   * {@code form_post}, and the same string for a redirect}
   */
  public String form() {
    return Form.format(parameters);
  }

  /**
   * Finds one parameter.
   *
   * @param parameter its name, such as {@code code}
   * @return the value; empty if the provider did not send it
   */
  public Optional<String> find(String parameter) {
    return Optional.ofNullable(parameters.get(parameter));
  }

  /**
   * Gives one parameter that must be there.
   *
   * @param parameter its name, such as {@code code}
   * @return the value
   * @throws IllegalStateException if the provider did not send it; the message names its error
   */
  public String require(String parameter) {
    return find(parameter)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no %s in the callback: parameters %s, error %s: %s"
                        .formatted(
                            parameter,
                            parameters.keySet(),
                            find("error").orElse("none"),
                            find("error_description").orElse("no description"))));
  }
}
