package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.internal.Base64Url;
import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** OpenID Connect RP-Initiated Logout 1.0 section 2. */
final class EndSessionEndpoint implements Handler {

  private final Realm realm;
  private final LoginEndpoint login;
  private final BackChannel backChannel;

  EndSessionEndpoint(Realm realm, LoginEndpoint login) {
    this.realm = realm;
    this.login = login;
    this.backChannel = new BackChannel(realm);
  }

  @Override
  public Reply handle(RecordedRequest request) {
    Parameters parameters = Parameters.ofQueryOrForm(request);
    Optional<Map<String, Object>> hint =
        parameters.find("id_token_hint").map(EndSessionEndpoint::claimsOf);
    Optional<String> to = parameters.find("post_logout_redirect_uri");
    Optional<RedirectUris> known = registered(parameters, hint);
    if (to.isPresent() && known.isPresent() && !known.get().contain(to.get())) {
      return unknown(to.get(), known.get());
    }
    Optional<String> ended =
        hint.map(claims -> String.valueOf(claims.get("sid")))
            .or(() -> login.session(request).map(Grant.Session::id));
    Set<String> others = ended.map(realm.vault()::takeClients).orElse(Set.of());
    ended.ifPresent(realm.vault()::end);
    realm.events().add("LOGOUT");
    hint.ifPresent(claims -> backChannel.tell(claims, others));
    return to.map(uri -> back(uri, parameters.find("state")))
        .orElseGet(() -> Pages.message("You are logged out"));
  }

  /** What a client of the test's own has registered. */
  private Optional<RedirectUris> registered(
      Parameters parameters, Optional<Map<String, Object>> hint) {
    return parameters
        .find("client_id")
        .or(() -> hint.map(claims -> String.valueOf(claims.get("aud"))))
        .flatMap(realm::client)
        .flatMap(Client::own)
        .map(RegisteredClient::afterLogout);
  }

  /** Section 3: nobody is sent to an address that the client has not registered. */
  private static Reply unknown(String to, RedirectUris known) {
    String text =
        "Invalid redirect uri: expected one of RegisteredClient.postLogoutRedirectUris (%s),"
            + " found %s";
    return Pages.message(text.formatted(known.text(), to)).status(400);
  }

  private static Reply back(String to, Optional<String> state) {
    String query = state.map(text -> "?" + Form.format(Map.of("state", text))).orElse("");
    return Reply.redirect(302, to + query);
  }

  /** The hint may be expired and is no secret: it only names a session. */
  private static Map<String, Object> claimsOf(String idToken) {
    try {
      byte[] payload = Base64Url.decode(idToken.split("\\.", -1)[1]);
      return Json.readObject(new String(payload, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw ProtocolError.invalidRequest("id_token_hint is no ID token");
    }
  }
}
