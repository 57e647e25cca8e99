package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.TransportException.Kind;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Answers that cannot be decompressed cost no connection: in HttpClient before 5.6.4, each of them
 * took one from the pool for ever (CVE-2026-64607).
 */
class BadEncodingsTest {

  private static final int MANY = 1_000;

  @Test
  @DisplayName("a thousand bad encodings leave a pool of two as it was")
  void poolIsWhole() {
    try (FaultServer server = FaultServer.start();
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder().maxConnections(2, 2).build()) {
      Reply reply = Reply.json("{}");
      for (int i = 0; i < MANY; i++) {
        server.next(i % 2 == 0 ? Behaviour.falseGzip(reply) : Behaviour.badContentEncoding(reply));

        assertThat(Outcomes.failure(transport, HttpCall.get(server.uri("/"))).kind())
            .isEqualTo(Kind.BROKEN);
      }
      server.always(reply);

      assertThat(transport.send(HttpCall.get(server.uri("/"))).status()).isEqualTo(200);
      assertThat(transport.send(HttpCall.get(server.uri("/"))).status()).isEqualTo(200);
    }
  }
}
