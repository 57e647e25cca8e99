package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** RFC 6749 section 3.1, OpenID Connect Core section 3.1.2. */
final class AuthorizationEndpoint implements Handler {

  private final Realm realm;
  private final LoginEndpoint login;
  private final RequestSource source;

  AuthorizationEndpoint(Realm realm, LoginEndpoint login) {
    this.realm = realm;
    this.login = login;
    this.source = new RequestSource(realm);
  }

  @Override
  public Reply handle(RecordedRequest request) {
    AuthorizationRequest asked;
    try {
      asked = AuthorizationRequest.parse(source.resolve(Parameters.ofQueryOrForm(request)), realm);
    } catch (ProtocolError e) {
      realm.events().addError("LOGIN");
      return Pages.message(e.description()).status(400);
    }
    CodePurpose purpose = new CodePurpose(realm, asked);
    try {
      asked.check();
      List<?> unused = new Details(realm).of(asked.parameters());
    } catch (ProtocolError e) {
      realm.events().addError("LOGIN");
      return purpose.refuse(e.error(), e.description());
    }
    Optional<Grant.Session> session =
        login.session(request).filter(known -> freshEnough(known, asked));
    if (session.isPresent()) {
      return login.resume(purpose, session.get());
    }
    // OpenID Connect Core section 3.1.2.6.
    return asked.prompt().contains("none")
        ? purpose.refuse("login_required", "the user is not logged in")
        : login.begin(purpose, asked.parameters().find("login_hint"));
  }

  private boolean freshEnough(Grant.Session session, AuthorizationRequest asked) {
    Instant oldest =
        asked
            .parameters()
            .find("max_age")
            .map(age -> realm.now().minusSeconds(Long.parseLong(age)))
            .orElse(Instant.MIN);
    return !asked.prompt().contains("login") && !session.authTime().isBefore(oldest);
  }
}
