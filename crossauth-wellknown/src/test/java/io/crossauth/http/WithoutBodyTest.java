package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TransportException;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of which the status and the header fields say all. */
@Timeout(30)
class WithoutBodyTest {

  private static final Reply BUSY = Reply.json("{}").status(429).header("Retry-After", "7");

  private final FaultServer server = FaultServer.start();
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder().maxConnections(1, 1).build();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private HttpCall call() {
    return HttpCall.get(server.uri("/")).withMaxBytes(10);
  }

  static Stream<Behaviour> bodies() {
    return Stream.of(
        Behaviour.reply(BUSY),
        Behaviour.reply(BUSY.body(" ".repeat(100_000))),
        Behaviour.reply(BUSY.header("Content-Encoding", "br").body("nonsense")),
        Behaviour.hangInBody(BUSY.body("{\"a\":1}")),
        Behaviour.resetInBody(BUSY.body("{\"a\":1}")),
        Behaviour.truncatedGzip(BUSY.body("{\"a\":1}")));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  @DisplayName("17-429 body: whatever it is, the status and the fields are given back")
  void whateverItIs(Behaviour behaviour) {
    server.always(behaviour);

    HttpReply reply = transport.exchange(call().withoutBodyOf(429));

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.headers().first("Retry-After")).contains("7");
    assertThat(reply.headers().first("Content-Encoding")).isEmpty();
    assertThat(reply.body()).isEmpty();
  }

  @Test
  @DisplayName("17-429 body: the one connection that there may be is free again")
  void theConnection() {
    server.always(Behaviour.reply(BUSY.body(" ".repeat(100_000))));

    for (int i = 0; i < 5; i++) {
      assertThat(transport.exchange(call().withoutBodyOf(429)).status()).isEqualTo(429);
    }
  }

  @Test
  @DisplayName("17-429 body: answers of any other status, and of other calls, are read")
  void others() {
    server.always(Behaviour.reply(BUSY.body(" ".repeat(100_000))));

    assertThatThrownBy(() -> transport.exchange(call()))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("10 bytes");
    assertThatThrownBy(() -> transport.exchange(call().withoutBodyOf(503)))
        .isInstanceOf(TransportException.class);
    assertThatThrownBy(() -> transport.exchange(call().withoutBodyOf(429).withoutBodyOf(0)))
        .isInstanceOf(TransportException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 100, 199, 600})
  void onlyStatusesOfAnswers(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> call().withoutBodyOf(status))
        .withMessageContaining("status");
  }
}
