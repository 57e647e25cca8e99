package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A login for the sake of an authorization code: it ends at the client's redirect URI. */
final class CodePurpose implements PendingLogin.Purpose {

  private static final int CODE_LIFE_SECONDS = 60;

  private final Realm realm;
  private final AuthorizationRequest request;

  CodePurpose(Realm realm, AuthorizationRequest request) {
    this.realm = realm;
    this.request = request;
  }

  @Override
  public boolean needsConsent() {
    return realm.settings().consent() || request.prompt().contains("consent");
  }

  @Override
  public Reply granted(Grant.Session session) {
    if (needsConsent() && request.prompt().contains("none")) {
      return refuse("consent_required", "the user was not asked");
    }
    Grant grant =
        new Grant(
            request.client(),
            Optional.of(new User(session.user())),
            Grant.scope(request.parameters().find("scope")),
            session,
            request.parameters().find("nonce"),
            request.parameters().all("resource"),
            realm.faults().grant(new Details(realm).of(request.parameters())));
    String code = Settings.random();
    realm
        .vault()
        .keep(code, new Vault.Code(grant, request, realm.now().plusSeconds(CODE_LIFE_SECONDS)));
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("code", code);
    answer.put("session_state", session.id());
    return callback(answer);
  }

  @Override
  public Reply denied() {
    realm.events().addError("LOGIN");
    return refuse("access_denied", "the user said no");
  }

  /** RFC 6749 section 4.1.2.1. */
  Reply refuse(String error, String description) {
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("error", error);
    answer.put("error_description", description);
    return callback(answer);
  }

  /** JARM section 2.1; like Keycloak's, without {@code iat}. */
  private String signed(Map<String, String> answer) {
    String algorithm = request.client().responseAlgorithm(realm.settings().responseAlgorithm());
    TokenDraft draft =
        TokenMint.issuedBy(realm.settings().issuer().toString())
            .withKey(realm.keys().signing(algorithm))
            .empty()
            .claim("aud", request.client().id())
            .claim("exp", realm.now().plusSeconds(CODE_LIFE_SECONDS));
    for (Map.Entry<String, String> parameter : answer.entrySet()) {
      draft = draft.claim(parameter.getKey(), parameter.getValue());
    }
    return realm.faults().sealAuthorizationResponse(draft);
  }

  private Reply callback(Map<String, String> answer) {
    request.parameters().find("state").ifPresent(state -> answer.put("state", state));
    // RFC 9207 section 2, in errors too.
    answer.put("iss", realm.settings().issuer().toString());
    String mode = request.responseMode();
    boolean jwt = mode.endsWith("jwt") && !realm.faults().plainResponses();
    Map<String, String> sent =
        realm.faults().editCallback(jwt ? Map.of("response", signed(answer)) : answer);
    String to = request.redirectUri();
    return switch (mode) {
      case "form_post", "form_post.jwt" -> Pages.formPost(to, sent);
      case "fragment", "fragment.jwt" -> Reply.redirect(302, to + "#" + Form.format(sent));
      default -> Reply.redirect(302, to + (to.contains("?") ? "&" : "?") + Form.format(sent));
    };
  }
}
