package io.crossauth.testkit.yandex;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.internal.Base64Url;
import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.yandex.Memory.Decision;
import io.crossauth.testkit.yandex.Memory.DeviceCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Yandex OAuth and Yandex ID: codes, device codes, refresh, revocation, account data. */
final class OAuthCalls {

  private static final Pattern DEVICE_ID = Pattern.compile("[ -~]{6,50}");
  private static final int LONGEST_NAME = 100;
  private static final long LIFE = 31_536_000L;

  private final Memory memory;

  OAuthCalls(Memory memory) {
    this.memory = memory;
  }

  void addTo(Map<String, Handler> routes) {
    for (String host : new String[] {"oauth.yandex.ru", "oauth.yandex.com"}) {
      routes.put("POST " + host + "/device/code", this::deviceCode);
      routes.put("POST " + host + "/token", this::token);
      routes.put("GET " + host + "/authorize", this::authorize);
      routes.put("POST " + host + "/revoke_token", this::revoke);
    }
    routes.put("GET login.yandex.ru/info", this::info);
  }

  private Reply deviceCode(RecordedRequest request) {
    Optional<String> client = request.formParameter("client_id");
    if (client.isEmpty() || request.formParameter("client_secret").isPresent()) {
      return refused("invalid_client");
    }
    Optional<String> id = request.formParameter("device_id");
    Optional<String> name = request.formParameter("device_name");
    // Both may be left out; what is there must be as the documentation says.
    boolean device =
        id.filter(text -> !DEVICE_ID.matcher(text).matches()).isEmpty()
            && name.filter(text -> text.isEmpty() || text.length() > LONGEST_NAME).isEmpty();
    if (!device) {
      return refused("invalid_request");
    }
    String code = memory.fresh("device-code");
    String userCode = memory.fresh("user").substring(32);
    memory.deviceCodes.put(code, new DeviceCode(userCode, client.get(), Decision.PENDING));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("device_code", code);
    answer.put("user_code", userCode);
    answer.put("verification_url", "https://ya.ru/device");
    answer.put("expires_in", 300L);
    answer.put("interval", 5L);
    return Memory.ok(answer);
  }

  private Reply token(RecordedRequest request) {
    if (!named(request)) {
      return refused("invalid_client");
    }
    return switch (request.formParameter("grant_type").orElse("")) {
      case "device_code" -> byDeviceCode(request);
      case "refresh_token" ->
          memory.refreshTokens.remove(request.formParameter("refresh_token").orElse(""))
              ? granted()
              : refused("invalid_grant");
      case "authorization_code" -> byCode(request);
      default -> refused("unsupported_grant_type");
    };
  }

  /** Passport's own application has its own password; any other application has any. */
  private static boolean named(RecordedRequest request) {
    boolean passport =
        request.formParameter("client_id").equals(Optional.of(TokenCalls.PASSPORT_ID));
    return passport
        ? Memory.isApp(request, TokenCalls.PASSPORT_ID, TokenCalls.PASSPORT_SECRET)
        : request.formParameter("client_id").isPresent()
            && request.formParameter("client_secret").isPresent();
  }

  private Reply byDeviceCode(RecordedRequest request) {
    String code = request.formParameter("code").orElse("");
    DeviceCode known = memory.deviceCodes.get(code);
    if (known == null
        || !request.formParameter("client_id").equals(Optional.of(known.clientId()))) {
      return refused("invalid_grant");
    }
    return switch (known.decision()) {
      case PENDING -> refused("authorization_pending");
      case DENIED -> refused("access_denied");
      case EXPIRED -> refused("expired_token");
      case GRANTED -> {
        memory.deviceCodes.remove(code);
        yield granted();
      }
    };
  }

  /** The browser's part: the user is logged in and agrees to everything. */
  private Reply authorize(RecordedRequest request) {
    String code = memory.fresh("code");
    memory.codes.put(code, request.queryParameter("code_challenge").orElse(""));
    return Reply.redirect(
        302,
        request.queryParameter("redirect_uri").orElse("https://app.example.com/callback")
            + "?"
            + Form.format(
                Map.of("code", code, "state", request.queryParameter("state").orElse(""))));
  }

  private Reply byCode(RecordedRequest request) {
    String challenge = memory.codes.remove(request.formParameter("code").orElse(""));
    String verifier = request.formParameter("code_verifier").orElse("");
    return challenge != null && challenge.equals(sha256(verifier))
        ? granted()
        : refused("invalid_grant");
  }

  private Reply revoke(RecordedRequest request) {
    return request.formParameter("access_token").filter(memory.xTokens::remove).isPresent()
        ? Memory.ok(Map.of("status", "ok"))
        : refused("unsupported_token_type");
  }

  private Reply info(RecordedRequest request) {
    return Memory.oauth(request, "Authorization").filter(memory.xTokens::contains).isPresent()
        ? Memory.ok(
            Map.of(
                "id", Long.toString(FakeAccount.UID), "login", FakeAccount.LOGIN, "client_id", "-"))
        : Reply.of(401).header("Content-Type", "text/plain").body("");
  }

  private Reply granted() {
    return Memory.ok(
        Map.of(
            "access_token",
            memory.add(memory.xTokens, "xtoken"),
            "refresh_token",
            memory.add(memory.refreshTokens, "refresh"),
            "token_type",
            "bearer",
            "expires_in",
            LIFE));
  }

  private static Reply refused(String error) {
    return Reply.json("{\"error\":\"" + error + "\"}").status(400);
  }

  private static String sha256(String text) {
    try {
      return Base64Url.encode(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
