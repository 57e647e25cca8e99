package io.crossauth.testkit.yandex;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What can be made to go wrong at one place, such as {@code oauth.yandex.ru/token}.
 *
 * <p>A fault holds until {@link PassportFaults#clear()}, or, after {@link #next}, for so many
 * requests. Changes of the true answer add up, in the order given. Another answer in its place
 * leaves the fake as it was; those for so many requests come first, one after the other.
 *
 * <p>Safe for use by many threads.
 */
public final class PlaceFaults {

  private static final List<String> TOKENS = List.of("access_token", "refresh_token", "token");

  private final PassportFaults faults;
  private final String place;
  private final long requests;

  PlaceFaults(PassportFaults faults, String place, long requests) {
    this.faults = faults;
    this.place = place;
    this.requests = requests;
  }

  /**
   * Limits the faults that follow to so many requests, counted from each fault.
   *
   * @param howMany the number of requests
   * @return the same place, for faults of that duration
   */
  public PlaceFaults next(int howMany) {
    return new PlaceFaults(faults, place, howMany);
  }

  /**
   * Answers with a reply of its own, without working on the request.
   *
   * @param reply what is sent
   * @return all faults of the fake
   */
  public PassportFaults answer(Reply reply) {
    faults.rules().answer(place, requests, reply);
    return faults;
  }

  /**
   * Changes the true answer.
   *
   * @param edit gets the true answer and returns the one to send
   * @return all faults of the fake
   */
  public PassportFaults edit(UnaryOperator<Reply> edit) {
    faults.rules().edit(place, requests, edit);
    return faults;
  }

  /**
   * Changes the JSON object of the true answer. A page or a redirect stays as it is.
   *
   * @param edit gets a map that it may change and returns the one to send
   * @return all faults of the fake
   */
  public PassportFaults editJson(UnaryOperator<Map<String, Object>> edit) {
    return edit(
        reply ->
            reply.header("Content-Type").filter("application/json"::equals).isPresent()
                ? reply.editJson(edit)
                : reply);
  }

  /**
   * Sets a member of the JSON object of the true answer.
   *
   * @param name the member's name
   * @param value a string, number, boolean, list or map; null is sent as {@code null}
   * @return all faults of the fake
   */
  public PassportFaults member(String name, @Nullable Object value) {
    return editJson(
        json -> {
          putNullable(json, name, value);
          return json;
        });
  }

  /**
   * Takes a member away from the JSON object of the true answer.
   *
   * @param name the member's name
   * @return all faults of the fake
   */
  public PassportFaults withoutMember(String name) {
    return editJson(
        json -> {
          json.remove(name);
          return json;
        });
  }

  /**
   * Behaves in any way, without working on the request; only where there is a connection, not at
   * {@link FakePassport#answer}.
   *
   * @param behaviour what is done instead
   * @return all faults of the fake
   */
  public PassportFaults behave(Behaviour behaviour) {
    faults.rules().deliver(place, requests, answer -> behaviour);
    return faults;
  }

  /**
   * Works on the request and delivers the answer in any way; only where there is a connection, not
   * at {@link FakePassport#answer}.
   *
   * @param delivery gets the answer and returns how it goes out
   * @return all faults of the fake
   */
  public PassportFaults deliver(Function<Reply, Behaviour> delivery) {
    faults.rules().deliver(place, requests, answer -> delivery.apply(answer.get()));
    return faults;
  }

  /**
   * Refuses as Passport does: 200, {@code {"status":"error","errors":[marker]}}.
   *
   * @param marker the error, such as {@code password.not_matched}
   * @return all faults of the fake
   */
  public PassportFaults refuse(String marker) {
    return answer(Memory.error(200, marker));
  }

  /**
   * Refuses as Yandex OAuth does (RFC 6749 section 5.2): 400, {@code {"error":error}}.
   *
   * @param error the error code, such as {@code invalid_grant}
   * @return all faults of the fake
   */
  public PassportFaults oauthError(String error) {
    return answer(Reply.json(Map.of("error", error)).status(400));
  }

  /**
   * Finds that requests come too often: 429, and how long to wait.
   *
   * @param wait the value of {@code Retry-After}, in whole seconds
   * @return all faults of the fake
   */
  public PassportFaults rateLimited(Duration wait) {
    return answer(
        Reply.json(Map.of("error", "too_many_requests"))
            .status(429)
            .header("Retry-After", Long.toString(wait.toSeconds())));
  }

  /**
   * Redirects to a page that wants a captcha solved, with the cookies that come with it.
   *
   * @return all faults of the fake
   */
  public PassportFaults showCaptcha() {
    return answer(
        Reply.redirect(302, "https://passport.yandex.ru/showcaptcha?mt=test&retpath=test")
            .header("X-Yandex-Captcha", "captcha")
            .addHeader("Set-Cookie", "spravka=test-spravka; Domain=.yandex.ru; Path=/; Secure")
            .addHeader("Set-Cookie", "_yasc=test-yasc; Domain=.yandex.ru; Path=/; Secure"));
  }

  /**
   * Gives the true answer, tokens and all, under a status that says no.
   *
   * @param status the status, such as 400
   * @return all faults of the fake
   */
  public PassportFaults tokensUnderStatus(int status) {
    return edit(reply -> reply.status(status));
  }

  /**
   * Gives the true answer, tokens and all, beside an error.
   *
   * @param error the member {@code error}
   * @return all faults of the fake
   */
  public PassportFaults tokensBesideError(String error) {
    return member("error", error);
  }

  /**
   * Puts a value in the place of every token.
   *
   * @param value what is sent: a blank string, a number, or null
   * @return all faults of the fake
   */
  public PassportFaults tokens(@Nullable Object value) {
    return editJson(
        json -> {
          for (String name : TOKENS) {
            if (json.containsKey(name)) {
              putNullable(json, name, value);
            }
          }
          return json;
        });
  }

  /**
   * Answers with a page of HTML, as proxies do, without working on the request.
   *
   * @param status any status, 200 included
   * @return all faults of the fake
   */
  public PassportFaults html(int status) {
    return answer(Reply.html("<html><body><h1>Sorry</h1></body></html>").status(status));
  }

  /**
   * Answers with JSON, or what should be JSON, without working on the request.
   *
   * @param text the body, sent as it stands
   * @return all faults of the fake
   */
  public PassportFaults json(String text) {
    return answer(Reply.json(text));
  }

  /**
   * Answers with a redirect (302), without working on the request.
   *
   * @param location where to, sent as it stands
   * @return all faults of the fake
   */
  public PassportFaults redirect(String location) {
    return answer(Reply.redirect(302, location));
  }

  /**
   * Leaves the cookies out of the true answer.
   *
   * @return all faults of the fake
   */
  public PassportFaults withoutCookies() {
    return edit(reply -> reply.withoutHeader("Set-Cookie"));
  }

  /** The maps of the testkit's JSON hold nulls, whatever their type says. */
  @SuppressWarnings("NullAway")
  private static void putNullable(Map<String, Object> json, String name, @Nullable Object value) {
    json.put(name, value);
  }
}
