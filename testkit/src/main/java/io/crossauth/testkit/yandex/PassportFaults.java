package io.crossauth.testkit.yandex;

import io.crossauth.testkit.http.Reply;

/**
 * The switches that make a {@link FakePassport} do wrong, or refuse.
 *
 * <p>Safe for use by many threads; a switch holds for what the fake does after it.
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
   * Chooses the faults of one place.
   *
   * @param place host and path: {@code oauth.yandex.ru/token}
   * @return its faults, which hold until {@link #clear()}
   */
  public PlaceFaults at(String place) {
    return new PlaceFaults(this, place, FaultRules.FOREVER);
  }

  /**
   * Shows a page in the place of both login pages.
   *
   * @param html the page, sent as it stands
   * @return these faults
   */
  public PassportFaults page(String html) {
    at(LOGIN_PAGE).answer(Reply.html(html));
    return at(APP_PAGE).answer(Reply.html(html));
  }

  /**
   * Shows login pages that look everywhere like the beginning of a token, and have none.
   *
   * @param beginning what is repeated: {@code "csrf_token"} in its quotes
   * @param length how many characters the page has, rounded down to whole repetitions
   * @return these faults
   */
  public PassportFaults hostilePage(String beginning, int length) {
    return page(beginning.repeat(length / beginning.length()));
  }

  /**
   * Logs in without sending the cookies of a session, wherever it would.
   *
   * @return these faults
   */
  public PassportFaults withoutSession() {
    at(GET_SESSION).withoutCookies();
    return at(FINISH).withoutCookies();
  }

  /**
   * Logs in, but sends the cookies of a session that is over.
   *
   * @return these faults
   */
  public PassportFaults staleSession() {
    memory.endedSession.set(true);
    return this;
  }

  /**
   * Wants a captcha solved before it gives a session for an x_token.
   *
   * @return these faults
   */
  public PassportFaults captchaBeforeSession() {
    return at(SESSION).showCaptcha();
  }

  /**
   * Redirects who asks for a session for an x_token somewhere else.
   *
   * @param location where to, sent as it stands
   * @return these faults
   */
  public PassportFaults sessionLeadsTo(String location) {
    return at(SESSION).redirect(location);
  }

  /**
   * Lets redirects to the same address come before the session's own ones.
   *
   * @param howMany how many, in place of any number given before
   * @return these faults
   */
  public PassportFaults hops(int howMany) {
    memory.hops.set(howMany);
    return this;
  }

  /**
   * Answers {@code slow_down} (RFC 8628 section 3.5) to the next polls for a device code, however
   * slow they are.
   *
   * @param polls how many
   * @return these faults
   */
  public PassportFaults slowDown(int polls) {
    return at(TOKEN).next(polls).oauthError("slow_down");
  }

  /** Undoes all of the above, faults of single places included. */
  public void clear() {
    rules.clear();
    memory.endedSession.set(false);
    memory.hops.set(0);
  }

  FaultRules rules() {
    return rules;
  }
}
