package io.crossauth.testkit.auth0;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.internal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of a user's second factors, the challenge, the enrolment and the deletion. */
final class TenantMfaEndpoints {

  private final TenantState state;

  TenantMfaEndpoints(TenantState state) {
    this.state = state;
  }

  Reply list(RecordedRequest request) {
    String token = TenantRequest.bearer(request);
    TenantUser user =
        state.apiUser(token, "read:authenticators").orElseGet(() -> state.session(token).user());
    List<Object> list = new ArrayList<>();
    for (TenantUser.Factor factor : user.factors()) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("id", factor.id());
      item.put("authenticator_type", factor.type());
      item.put("active", factor.active());
      if (!factor.channel().isEmpty()) {
        item.put("oob_channel", factor.channel());
        item.put("name", "XXXXXXXX1234");
      }
      list.add(item);
    }
    if (user.hasRecoveryCode()) {
      list.add(
          Map.of(
              "id",
              "recovery-code|dev_" + user.name(),
              "authenticator_type",
              "recovery-code",
              "active",
              true));
    }
    return Reply.json(Json.write(list));
  }

  Reply challenge(RecordedRequest recorded) {
    TenantRequest request = new TenantRequest(recorded);
    request.requireClient();
    TenantUser user = state.session(request.require("mfa_token")).user();
    List<String> types = List.of(request.find("challenge_type").orElse("otp oob").split(" "));
    List<TenantUser.Factor> possible =
        user.factors().stream()
            .filter(TenantUser.Factor::active)
            .filter(f -> types.contains(f.type()))
            .filter(
                f -> request.find("authenticator_id").filter(id -> !id.equals(f.id())).isEmpty())
            .toList();
    if (possible.isEmpty()) {
      throw user.hasActiveFactor()
          ? TenantError.of(403, "unsupported_challenge_type", "User does not have this factor")
          : TenantError.of(403, "association_required", "User is not enrolled with any factor");
    }
    return Reply.json(asked(user, possible.get(0)));
  }

  Reply associate(RecordedRequest recorded) {
    String token = TenantRequest.bearer(recorded);
    TenantUser user = state.apiUser(token, "enroll").orElseGet(() -> firstEnrolment(token));
    Map<String, Object> body = recorded.json();
    Object types = body.getOrDefault("authenticator_types", List.of());
    Map<String, Object> answer =
        types.equals(List.of("otp")) ? enrolOtp(user) : enrolOob(user, body);
    if (!user.hasRecoveryCode()) {
      String code = state.base32().substring(0, 24);
      user.withRecoveryCode(code);
      answer.put("recovery_codes", List.of(code));
    }
    return Reply.json(answer);
  }

  Reply delete(RecordedRequest request, String escapedId) {
    TenantUser user =
        state
            .apiUser(TenantRequest.bearer(request), "remove:authenticators")
            .orElseThrow(
                () ->
                    TenantError.of(
                        403, "access_denied", "Insufficient scope: remove:authenticators"));
    if (!user.remove(Form.decode(escapedId))) {
      throw TenantError.of(404, "not_found", "No such authenticator");
    }
    return Reply.of(204);
  }

  private TenantUser firstEnrolment(String mfaToken) {
    TenantUser user = state.session(mfaToken).user();
    if (user.hasActiveFactor()) {
      throw TenantError.of(403, "access_denied", "User is already enrolled.");
    }
    return user;
  }

  private Map<String, Object> enrolOtp(TenantUser user) {
    String secret = state.base32();
    user.with(new TenantUser.Factor("totp|dev_" + user.name(), "otp", "", secret, false));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("authenticator_type", "otp");
    answer.put("secret", secret);
    answer.put(
        "barcode_uri",
        "otpauth://totp/tenant:"
            + user.name()
            + "?secret="
            + secret
            + "&issuer=tenant"
            + "&algorithm=SHA1&digits=6&period=30");
    return answer;
  }

  private Map<String, Object> enrolOob(TenantUser user, Map<String, Object> body) {
    String channel =
        body.get("oob_channels") instanceof List<?> channels && !channels.isEmpty()
            ? String.valueOf(channels.get(0))
            : "";
    boolean telephone = List.of("sms", "voice").contains(channel);
    if (channel.isEmpty() || (telephone && !body.containsKey("phone_number"))) {
      throw TenantError.of(400, "invalid_request", "oob_channels or phone_number is missing");
    }
    TenantUser.Factor factor =
        new TenantUser.Factor(channel + "|dev_" + user.name(), "oob", channel, "", false);
    user.with(factor);
    Map<String, Object> answer = asked(user, factor);
    answer.remove("challenge_type");
    answer.put("authenticator_type", "oob");
    answer.put("oob_channel", channel);
    if (channel.equals("auth0")) {
      answer.put("barcode_uri", "otpauth://totp/tenant:" + user.name() + "?enrollment_tx_id=1");
    }
    return answer;
  }

  private Map<String, Object> asked(TenantUser user, TenantUser.Factor factor) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("challenge_type", factor.type());
    if (factor.type().equals("oob")) {
      answer.put("oob_code", state.challenge(user, factor));
      if (!factor.channel().equals("auth0")) {
        answer.put("binding_method", "prompt");
      }
    }
    return answer;
  }
}
