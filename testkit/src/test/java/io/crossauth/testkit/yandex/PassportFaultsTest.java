package io.crossauth.testkit.yandex;

import static io.crossauth.testkit.yandex.Asking.MUSIC_APP;
import static io.crossauth.testkit.yandex.Asking.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.http.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each switch does what it says, and nothing when it is undone. */
class PassportFaultsTest {

  private static final String MUSIC = "oauth.mobile.yandex.net/1/token";

  private final FakePassport fake = FakePassport.start();
  private final Asking ask = new Asking(fake);
  private final PassportFaults faults = fake.faults();

  @AfterEach
  void stop() {
    fake.close();
  }

  private Reply music() {
    Map<String, String> form = new LinkedHashMap<>(MUSIC_APP);
    form.put("grant_type", "x-token");
    form.put("access_token", fake.xToken());
    return ask.form(MUSIC, form);
  }

  @Test
  void rateLimitedSaysHowLongToWait() {
    faults.at(MUSIC).rateLimited(Duration.ofMinutes(2));

    assertThat(music().status()).isEqualTo(429);
    assertThat(music().header("Retry-After")).contains("120");
  }

  @Test
  void anAnswerForSoManyRequestsIsOverAfterThem() {
    faults.at(MUSIC).next(2).oauthError("slow_down");

    assertThat(music().status()).isEqualTo(400);
    assertThat(music().status()).isEqualTo(400);
    assertThat(music().status()).isEqualTo(200);
  }

  @Test
  void answersForSoManyRequestsComeOneAfterTheOtherAndBeforeTheOneThatHolds() {
    fake.always(MUSIC, Reply.of(500));
    fake.next(MUSIC, Reply.of(201), Reply.of(202));

    assertThat(music().status()).isEqualTo(201);
    assertThat(music().status()).isEqualTo(202);
    assertThat(music().status()).isEqualTo(500);
  }

  @Test
  void ofTheAnswersThatHoldTheLastCounts() {
    fake.always(MUSIC, Reply.of(500)).always(MUSIC, Reply.of(502));

    assertThat(music().status()).isEqualTo(502);
  }

  @Test
  void tokensCanComeWithAnErrorStatusOrBesideAnError() {
    faults.at(MUSIC).next(1).tokensUnderStatus(403);
    Reply underStatus = music();
    faults.at(MUSIC).next(1).tokensBesideError("invalid_grant");
    Reply beside = music();

    assertThat(underStatus.status()).isEqualTo(403);
    assertThat(object(underStatus)).containsKey("access_token");
    assertThat(object(beside)).containsKeys("access_token", "error");
  }

  @Test
  void tokensCanBeBlankOrNull() {
    faults.at(MUSIC).next(1).tokens(" ");
    assertThat(object(music())).containsEntry("access_token", " ");
    faults.at(MUSIC).next(1).tokens(null);
    assertThat(object(music())).containsEntry("access_token", null);
  }

  @Test
  void aSessionCanBeMissingOrOver() {
    faults.withoutSession();
    assertThat(finished().header("Set-Cookie")).isEmpty();

    faults.clear();
    faults.staleSession();
    String cookie = finished().header("Set-Cookie").orElseThrow();
    String session = cookie.substring(0, cookie.indexOf(';'));
    assertThat(ask.get("quasar.yandex.ru/csrf_token", "Cookie", session).status()).isEqualTo(401);
  }

  private Reply finished() {
    return ask.get("passport.yandex.ru/auth/finish");
  }

  @Test
  void aCaptchaIsARedirectWithAHeaderAndNoSession() {
    faults.captchaBeforeSession();

    Reply reply = ask.get("passport.yandex.ru/auth/session/?track_id=x");

    assertThat(reply.header("Location").orElseThrow()).contains("/showcaptcha?");
    assertThat(reply.header("X-Yandex-Captcha")).contains("captcha");
    assertThat(reply.header("Set-Cookie").orElseThrow()).startsWith("spravka=");
  }

  @Test
  void hopsComeBeforeTheTrueRedirects() {
    faults.hops(1);
    String place = "passport.yandex.ru/auth/session/?track_id=x";

    assertThat(ask.get(place).header("Location")).contains("https://" + place);
    assertThat(ask.get(place).header("Location")).contains("https://www.yandex.ru/");
  }

  @Test
  void pagesCanBeHostile() {
    faults.hostilePage("\"csrf_token\"", 2_000_000);

    String page = ask.get("passport.yandex.ru/pwl-yandex").bodyText();

    assertThat(page).hasSizeGreaterThan(1_999_980).startsWith("\"csrf_token\"\"csrf_token\"");
    assertThat(ask.get("passport.yandex.ru/am").bodyText()).isEqualTo(page);
  }

  @Test
  void clearUndoesEverything() {
    faults.at(MUSIC).html(503);
    faults.clear();

    assertThat(music().status()).isEqualTo(200);
  }
}
