package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ObservedTest {

  private static final HttpCall CALL =
      HttpCall.post(URI.create("https://a.example:8443/t?code=secret"), Form.of("a", "secret"));

  private final FakeTime time = FakeTime.create();
  private final ScriptedTransport inner = new ScriptedTransport();
  private final List<HttpListener.Exchange> seen = new ArrayList<>();
  private final HttpTransport observed = HttpPolicy.observed(inner, seen::add, time.platform());

  @Test
  void tellsStatusAndTime() {
    time.advance(Duration.ofHours(1));
    inner.then(
        call -> {
          time.advance(Duration.ofMillis(30));
          return new HttpReply(401, Headers.of("X", "secret"), "secret".getBytes());
        });

    observed.exchange(CALL);

    assertThat(seen)
        .containsExactly(
            new HttpListener.Exchange(
                "POST",
                "https://a.example:8443/t",
                OptionalInt.of(401),
                Optional.empty(),
                Duration.ofMillis(30)));
    assertThat(seen.toString()).doesNotContain("secret");
  }

  @Test
  void tellsTheCodeOfAFailureAndPassesItOn() {
    TransportException failure = new TransportException(Kind.DNS, CALL.uri(), false, "test", null);
    inner.failure(failure);
    inner.then(
        call -> {
          throw new IOException("of another transport");
        });

    assertThat(Outcomes.failure(observed, CALL)).isSameAs(failure);
    assertThat(Outcomes.failure(observed, CALL).kind()).isEqualTo(Kind.BROKEN);

    assertThat(seen)
        .extracting(HttpListener.Exchange::failure)
        .containsExactly(Optional.of("transport.dns"), Optional.of("transport.broken"));
    assertThat(seen).allSatisfy(e -> assertThat(e.status()).isEmpty());
  }

  @Test
  void aListenerThatFailsFailsNoCall() {
    inner.json(200, "{}");
    HttpTransport careless =
        HttpPolicy.observed(
            inner,
            exchange -> {
              throw new IllegalStateException("listener");
            });

    assertThat(careless.exchange(CALL).status()).isEqualTo(200);
  }
}
