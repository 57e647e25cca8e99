package io.crossauth.testkit.yandex;

import io.crossauth.testkit.http.Reply;

/**
 * The switches that make a {@link FakePassport} do wrong, or refuse.
 *
 * <p>Fit for many threads; a switch holds for what the fake does after it.
 */
public final class PassportFaults {

  private static final String LOGIN_PAGE = "passport.yandex.ru/pwl-yandex";
  private static final String APP_PAGE = "passport.yandex.ru/am";
  private static final String SESSION = "passport.yandex.ru/auth/session/";
  private static final String FINISH = "passport.yandex.ru/auth/finish";
  private static final String GET_SESSION =
      "passport.yandex.ru/pwl-yandex/api/passport/sessions/get_session";
  private static final String TOKEN = "oauth.yandex.ru/token";

  private final FaultRules rules = new FaultRules();
  private final Memory memory;

  PassportFaults(Memory memory) {
    this.memory = memory;
  }

  /**
   * The faults of one place.
   *
   * @param place host and path: {@code oauth.yandex.ru/token}
   */
  public PlaceFaults at(String place) {
    return new PlaceFaults(this, place, FaultRules.FOREVER);
  }

  /** Shows this page in the place of both login pages. */
  public PassportFaults page(String html) {
    at(LOGIN_PAGE).answer(Reply.html(html));
    return at(APP_PAGE).answer(Reply.html(html));
  }

  /**
   * Shows login pages of so many characters that look at every place like the beginning of a token,
   * and have none.
   *
   * @param beginning what is repeated: {@code "csrf_token"} in its quotes
   */
  public PassportFaults hostilePage(String beginning, int length) {
    return page(beginning.repeat(length / beginning.length()));
  }

  /** Logs in without sending the cookies of a session, wherever it would. */
  public PassportFaults withoutSession() {
    at(GET_SESSION).withoutCookies();
    return at(FINISH).withoutCookies();
  }

  /** Logs in, but sends the cookies of a session that is over. */
  public PassportFaults staleSession() {
    memory.endedSession.set(true);
    return this;
  }

  /** Wants a captcha solved before it gives a session for an x_token. */
  public PassportFaults captchaBeforeSession() {
    return at(SESSION).showCaptcha();
  }

  /** Sends who asks for a session somewhere else. */
  public PassportFaults sessionLeadsTo(String location) {
    return at(SESSION).redirect(location);
  }

  /** Lets so many redirects come before the session's own ones. */
  public PassportFaults hops(int howMany) {
    memory.hops.set(howMany);
    return this;
  }

  /** Says {@code slow_down} to the next polls for a device code, however slow they are. */
  public PassportFaults slowDown(int polls) {
    return at(TOKEN).next(polls).oauthError("slow_down");
  }

  /** Undoes all of the above. */
  public void clear() {
    rules.clear();
    memory.endedSession.set(false);
    memory.hops.set(0);
  }

  FaultRules rules() {
    return rules;
  }
}
