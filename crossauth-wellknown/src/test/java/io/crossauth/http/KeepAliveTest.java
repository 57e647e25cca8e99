package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long an idle connection is kept, whatever version of the library has a setting for it. */
class KeepAliveTest {

  private final CallContext context =
      new CallContext(new Exchange(HttpCall.get(URI.create("https://example.com/")), 0));

  @Test
  @DisplayName("half a minute where the server does not say")
  void unsaid() {
    assertThat(Connections.keepAlive(new BasicClassicHttpResponse(200), context))
        .isEqualTo(TimeValue.ofSeconds(30));
  }

  @ParameterizedTest
  @DisplayName("as the server says, but no longer than that")
  @CsvSource({"timeout=5, 5", "timeout=30, 30", "timeout=31, 30", "timeout=86400, 30"})
  void said(String header, long seconds) {
    BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
    response.setHeader("Keep-Alive", header);

    assertThat(Connections.keepAlive(response, context)).isEqualTo(TimeValue.ofSeconds(seconds));
  }

  @ParameterizedTest
  @DisplayName("not at all where the server says so")
  @CsvSource({"timeout=0", "timeout=-1"})
  void never(String header) {
    BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
    response.setHeader("Keep-Alive", header);

    assertThat(TimeValue.isPositive(Connections.keepAlive(response, context))).isFalse();
  }
}
