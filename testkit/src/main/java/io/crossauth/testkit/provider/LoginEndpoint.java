package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The login pages: password, second factor, consent. */
final class LoginEndpoint implements Handler {

  private static final Pattern COOKIE = Pattern.compile("CROSSAUTH_SESSION=([^;]+)");

  private final Realm realm;

  LoginEndpoint(Realm realm) {
    this.realm = realm;
  }

  /** Shows the first page. */
  Reply begin(PendingLogin.Purpose purpose, Optional<String> hint) {
    String code = Settings.random();
    realm.vault().keep(code, PendingLogin.begun(purpose));
    return Pages.login(Pages.loginAction(realm.settings(), code), Optional.empty(), hint);
  }

  /** Goes on with a user who has logged in before. */
  Reply resume(PendingLogin.Purpose purpose, Grant.Session session) {
    if (!purpose.needsConsent()) {
      return purpose.granted(session);
    }
    String code = Settings.random();
    realm.vault().keep(code, PendingLogin.begun(purpose).withSession(session));
    return Pages.consent(Pages.loginAction(realm.settings(), code));
  }

  /** The login that the browser's cookie stands for. */
  Optional<Grant.Session> session(RecordedRequest request) {
    Matcher cookie = COOKIE.matcher(request.header("Cookie").orElse(""));
    return cookie.find() ? realm.vault().session(cookie.group(1)) : Optional.empty();
  }

  @Override
  public Reply handle(RecordedRequest request) {
    Parameters form = Parameters.ofForm(request);
    String code = request.queryParameter("session_code").orElse("");
    PendingLogin login =
        realm
            .vault()
            .pending(code)
            .orElseThrow(() -> ProtocolError.invalidRequest("this page has expired"));
    if (login.session().isPresent()) {
      return consent(code, login, login.session().get(), form);
    }
    return login.user().isPresent()
        ? secondFactor(code, login, login.user().get(), form)
        : password(code, login, form);
  }

  private Reply password(String code, PendingLogin login, Parameters form) {
    Optional<User> user =
        User.find(form.find("username").orElse(""), form.find("password").orElse(""));
    if (user.isEmpty()) {
      realm.events().addError("LOGIN");
      return Pages.login(
          Pages.loginAction(realm.settings(), code),
          Optional.of("Invalid username or password."),
          form.find("username"));
    }
    if (user.get().hasSecondFactor()) {
      realm.vault().keep(code, login.withUser(user.get()));
      return Pages.secondFactor(Pages.loginAction(realm.settings(), code));
    }
    return complete(code, login, user.get());
  }

  private Reply secondFactor(String code, PendingLogin login, User user, Parameters form) {
    if (!user.accepts(form.find("otp").orElse(""), realm.now())) {
      realm.events().addError("LOGIN");
      return Pages.secondFactor(Pages.loginAction(realm.settings(), code));
    }
    return complete(code, login, user);
  }

  private Reply complete(String code, PendingLogin login, User user) {
    Grant.Session session = new Grant.Session(Settings.random(), user.name(), realm.now());
    realm.vault().keep(session);
    realm.vault().takePending(code);
    realm.events().add("LOGIN");
    String cookie = "CROSSAUTH_SESSION=%s; Path=%s/; HttpOnly; SameSite=Lax";
    return resume(login.purpose(), session)
        .addHeader(
            "Set-Cookie", cookie.formatted(session.id(), realm.settings().base().getRawPath()));
  }

  private Reply consent(String code, PendingLogin login, Grant.Session session, Parameters form) {
    realm.vault().takePending(code);
    return form.find("accept").isPresent()
        ? login.purpose().granted(session)
        : login.purpose().denied();
  }
}
