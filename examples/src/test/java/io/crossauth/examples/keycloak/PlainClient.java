package io.crossauth.examples.keycloak;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The few requests that show whether the realm works, by nothing but HTTP. */
final class PlainClient {

  /** RFC 7636 appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI issuer;

  PlainClient(URI issuer) {
    this.issuer = issuer;
  }

  Map<String, Object> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(issuer + path)));
  }

  URI authorization(URI redirectUri, String responseMode, String state) {
    return URI.create(
        endpoint("auth")
            + "?"
            + form(
                Map.of(
                    "response_type",
                    "code",
                    "client_id",
                    TestClients.CONFIDENTIAL,
                    "redirect_uri",
                    redirectUri.toString(),
                    "response_mode",
                    responseMode,
                    "scope",
                    "openid",
                    "state",
                    state,
                    "code_challenge",
                    CHALLENGE,
                    "code_challenge_method",
                    "S256")));
  }

  Map<String, Object> code(String code, URI redirectUri) {
    return token(
        withSecret(
            TestClients.CONFIDENTIAL,
            "authorization_code",
            Map.of(
                "code", code,
                "redirect_uri", redirectUri.toString(),
                "code_verifier", VERIFIER)));
  }

  Map<String, Object> password(String clientId, String user) {
    return token(
        withSecret(
            clientId,
            "password",
            Map.of("username", user, "password", TestUsers.password(user), "scope", "openid")));
  }

  Map<String, Object> refresh(String clientId, Object refreshToken) {
    return token(
        withSecret(clientId, "refresh_token", Map.of("refresh_token", refreshToken.toString())));
  }

  Map<String, Object> withAssertion(String clientId, String assertion) {
    return token(
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            clientId,
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            assertion));
  }

  Map<String, Object> device(String clientId) {
    return post("auth/device", Map.of("client_id", clientId, "scope", "openid"));
  }

  Map<String, Object> poll(String clientId, Map<String, Object> device) {
    return token(
        Map.of(
            "grant_type",
            "urn:ietf:params:oauth:grant-type:device_code",
            "client_id",
            clientId,
            "device_code",
            device.get("device_code").toString()));
  }

  Map<String, Object> introspect(String clientId, Object token) {
    return post(
        "token/introspect",
        Map.of(
            "client_id", clientId, "client_secret", TestClients.SECRET, "token", token.toString()));
  }

  Map<String, Object> userInfo(Object accessToken) {
    return send(
        HttpRequest.newBuilder(endpoint("userinfo"))
            .header("Authorization", "Bearer " + accessToken));
  }

  /** The claims of one of the tokens of an answer, unverified. */
  static Map<String, Object> claims(Map<String, Object> tokens, String name) {
    return segment(tokens, name, 1);
  }

  /** The header of one of the tokens of an answer. */
  static Map<String, Object> header(Map<String, Object> tokens, String name) {
    return segment(tokens, name, 0);
  }

  private static Map<String, Object> segment(Map<String, Object> tokens, String name, int index) {
    String token = tokens.get(name).toString();
    return json(Base64URL.from(token.split("\\.")[index]).decodeToString());
  }

  private static Map<String, String> withSecret(
      String clientId, String grantType, Map<String, String> rest) {
    Map<String, String> form = new TreeMap<>(rest);
    form.put("grant_type", grantType);
    form.put("client_id", clientId);
    form.put("client_secret", TestClients.SECRET);
    return form;
  }

  private Map<String, Object> token(Map<String, String> form) {
    return post("token", form);
  }

  private Map<String, Object> post(String endpoint, Map<String, String> form) {
    return send(
        HttpRequest.newBuilder(endpoint(endpoint))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(form))));
  }

  private URI endpoint(String name) {
    return URI.create(issuer + "/protocol/openid-connect/" + name);
  }

  private Map<String, Object> send(HttpRequest.Builder request) {
    try {
      HttpRequest timed = request.timeout(Duration.ofSeconds(30)).build();
      return json(http.send(timed, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> json(String text) {
    try {
      return JSONObjectUtils.parse(text);
    } catch (ParseException e) {
      throw new IllegalStateException("not a JSON object: " + text, e);
    }
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
