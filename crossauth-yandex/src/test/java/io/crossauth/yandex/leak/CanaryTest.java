package io.crossauth.yandex.leak;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.testkit.yandex.PlaceFaults;
import io.crossauth.yandex.YandexPassportClient;
import io.crossauth.yandex.testing.Passport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Every flow, well and with every fault at every place, and every log on: no secret shows. */
class CanaryTest {

  private static final Map<String, Consumer<PlaceFaults>> FAULTS =
      Map.ofEntries(
          entry("a page in the place of JSON", place -> place.html(500)),
          entry("an empty object", place -> place.json("{}")),
          entry("rate limited", place -> place.rateLimited(Duration.ofSeconds(9))),
          entry("a captcha", PlaceFaults::showCaptcha),
          entry("tokens under 403", place -> place.tokensUnderStatus(403)),
          entry("tokens under 500", place -> place.tokensUnderStatus(500)),
          entry("tokens beside an error", place -> place.tokensBesideError("invalid_grant")),
          entry("the answer as an error", place -> place.edit(CanaryTest::quoted)),
          entry("JSON without quotes", place -> place.edit(CanaryTest::withoutQuotes)),
          entry("JSON in an array", place -> place.edit(r -> r.body("[" + r.bodyText() + "]"))),
          entry("JSON twice", place -> place.edit(r -> r.body(r.bodyText() + r.bodyText()))),
          entry("texts in the place of everything", place -> place.edit(CanaryTest::texts)),
          entry("a redirect with secrets", place -> place.edit(CanaryTest::redirected)),
          entry("a false encoding", place -> place.deliver(Behaviour::falseGzip)),
          entry("a broken body", place -> place.deliver(Behaviour::closeInBody)),
          entry("too much", place -> place.behave(Behaviour.hugeBody(3_000_000))));

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();
  private final Witness witness = new Witness();
  private final LogTrap logs = new LogTrap(witness::see);

  @AfterEach
  void close() {
    logs.close();
    client.close();
    passport.close();
  }

  @Test
  @DisplayName("Y-83 the witness sees what is logged, by whomever, and what is thrown")
  void theWitnessSees() {
    String secret = fake.xToken();

    LoggerFactory.getLogger("probe").trace("one {}", secret);
    java.util.logging.Logger.getLogger("probe").log(Level.FINEST, "two", secret);
    System.getLogger("probe").log(System.Logger.Level.TRACE, secret);
    witness.see(new IllegalStateException("three", new IllegalStateException(secret)));

    assertThat(witness.leaks()).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  @DisplayName("Y-83 QR, cookie, device and all other flows with every log on leak no secret")
  void everythingGoesWell() {
    Flows flows = new Flows(fake, client, witness);
    flows.all();
    witness.see(client);

    assertThat(witness.leaks()).isEmpty();
    // One refresh token is shown twice.
    assertThat(flows.failures()).isEqualTo(1);
    assertThat(witness.texts()).isGreaterThan(500);
  }

  static Stream<String> faults() {
    return new TreeSet<>(FAULTS.keySet()).stream();
  }

  @ParameterizedTest
  @MethodSource("faults")
  @DisplayName("Y-83 nor does any failure, at whatever place it happens")
  void everythingFails(String fault) {
    Flows flows = new Flows(fake, client, witness);
    flows.all();
    List<String> places =
        fake.requests().stream().map(FakePassport::place).distinct().sorted().toList();
    assertThat(places).hasSizeGreaterThan(25);

    for (String place : places) {
      FAULTS.get(fault).accept(fake.faults().at(place));
      flows.all();
      fake.faults().clear();
    }

    assertThat(witness.leaks()).isEmpty();
  }

  /** A server that quotes all that it would have said, as its error. */
  private static Reply quoted(Reply reply) {
    String text = reply.bodyText().replaceAll("[\"{}\\[\\]]", "");
    return Reply.json(Map.of("error", text, "errors", List.of(text), "status", text)).status(400);
  }

  private static Reply withoutQuotes(Reply reply) {
    return reply.body(reply.bodyText().replace("\"", ""));
  }

  /** Where a number or an object belongs, a text with the whole answer in it. */
  private static Reply texts(Reply reply) {
    if (!reply.bodyText().startsWith("{") || reply.bodyText().equals("{}")) {
      return reply;
    }
    String whole = reply.bodyText().replaceAll("[\"{}\\[\\]]", "");
    return reply.editJson(
        json -> {
          json.replaceAll((name, value) -> value instanceof String ? List.of(whole) : whole);
          return json;
        });
  }

  private static Reply redirected(Reply reply) {
    String text = reply.bodyText().replaceAll("[^A-Za-z0-9-]", "");
    String query = text.substring(0, Math.min(text.length(), 2000));
    return Reply.redirect(302, "https://evil.example.com/x?" + query + "#" + query);
  }
}
