package io.crossauth.testkit.provider;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.internal.Form;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of the plainest kind, and a browser of the simplest. */
final class Calls {

  static final String CALLBACK = "http://127.0.0.1:9/callback";

  /** RFC 7636 appendix B. */
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  record Answer(int status, HttpResponse<String> response) {

    Map<String, Object> json() {
      try {
        return JSONObjectUtils.parse(response.body());
      } catch (java.text.ParseException e) {
        throw new AssertionError("no JSON: " + response.body(), e);
      }
    }

    String text(String member) {
      return String.valueOf(json().get(member));
    }

    String error() {
      return text("error");
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }
  }

  private final InProcessProvider provider;
  private final HttpClient http = HttpClient.newHttpClient();
  private Optional<String> cookie = Optional.empty();

  Calls(InProcessProvider provider) {
    this.provider = provider;
  }

  static Map<String, String> form(String... namesAndValues) {
    Map<String, String> form = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return form;
  }

  static String basic(String id, String secret) {
    String pair =
        URLEncoder.encode(id, StandardCharsets.UTF_8)
            + ":"
            + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** With the client's secret in the form. */
  Answer token(String clientId, String... namesAndValues) throws Exception {
    Map<String, String> form = form(namesAndValues);
    form.put("client_id", clientId);
    if (!List.of(TestClients.PUBLIC, TestClients.DEVICE, TestClients.DEVICE_SHORT)
        .contains(clientId)) {
      form.put("client_secret", TestClients.SECRET);
    }
    return post(Endpoint.TOKEN, form);
  }

  Answer password(String clientId, String user, String scope) throws Exception {
    return token(
        clientId,
        "grant_type",
        "password",
        "username",
        user,
        "password",
        TestUsers.password(user),
        "scope",
        scope);
  }

  Answer post(Endpoint endpoint, Map<String, String> form, String... headers) throws Exception {
    return post(provider.uri(endpoint), form, headers);
  }

  Answer post(URI uri, Map<String, String> form, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(Form.format(form)));
    return send(request, headers);
  }

  Answer postJson(Endpoint endpoint, String json) throws Exception {
    return send(
        HttpRequest.newBuilder(provider.uri(endpoint))
            .POST(HttpRequest.BodyPublishers.ofString(json)),
        "Content-Type",
        "application/json");
  }

  Answer get(URI uri, String... headers) throws Exception {
    return send(HttpRequest.newBuilder(uri), headers);
  }

  URI authorization(String clientId, String... more) {
    Map<String, String> query =
        form(
            "response_type", "code",
            "client_id", clientId,
            "redirect_uri", CALLBACK,
            "scope", "openid email",
            "state", "state-1",
            "nonce", "nonce-1",
            "code_challenge", CHALLENGE,
            "code_challenge_method", "S256");
    query.putAll(form(more));
    query.values().removeIf(String::isEmpty);
    return URI.create(provider.uri(Endpoint.AUTHORIZATION) + "?" + Form.format(query));
  }

  /** Fills in the page at a URI and returns what comes after it. */
  Answer logIn(URI page, String user) throws Exception {
    return submit(get(page), "username", user, "password", TestUsers.password(user));
  }

  Answer submit(Answer page, String... inputs) throws Exception {
    Matcher action = Pattern.compile("action=\"([^\"]+)\"").matcher(page.response().body());
    if (!action.find()) {
      throw new AssertionError("no form: " + page.response().body());
    }
    return post(URI.create(action.group(1).replace("&amp;", "&")), form(inputs));
  }

  /** The parameters of the redirect that an answer is. */
  static Map<String, String> callback(Answer answer) {
    String location = answer.header("Location").orElseThrow();
    Map<String, String> parameters = new LinkedHashMap<>();
    Form.parse(location.substring(location.indexOf('?') + 1))
        .forEach((name, values) -> parameters.put(name, values.get(0)));
    return parameters;
  }

  Answer redeem(String clientId, String code, String... more) throws Exception {
    Map<String, String> form =
        form(
            "grant_type", "authorization_code",
            "code", code,
            "redirect_uri", CALLBACK,
            "code_verifier", VERIFIER);
    form.putAll(form(more));
    form.values().removeIf(String::isEmpty);
    return token(
        clientId,
        form.entrySet().stream()
            .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
            .toArray(String[]::new));
  }

  private Answer send(HttpRequest.Builder request, String... headers) throws Exception {
    if (headers.length > 0) {
      request.headers(headers);
    }
    cookie.ifPresent(value -> request.header("Cookie", value));
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    response
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(value -> cookie = Optional.of(value.split(";", 2)[0]));
    return new Answer(response.statusCode(), response);
  }
}
