package io.crossauth.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whoever asks again too early")
class EarlyCallTest {

  private static final URI KEYS = URI.create("https://id.example.com/keys");

  private static TransportException again(@Nullable Throwable cause) {
    TransportException failure =
        new TransportException(TransportException.Kind.UNAVAILABLE, KEYS, true, "HTTP 503", cause);
    return EarlyCall.after(failure, Duration.ofSeconds(12));
  }

  @Test
  @DisplayName("is told why the last attempt failed, and its address once")
  void reason() {
    assertThat(again(null))
        .hasMessage(
            "no usable answer: the last attempt failed (no usable answer from"
                + " https://id.example.com/keys: HTTP 503), and the next comes at most PT12S after"
                + " it");
  }

  @Test
  @DisplayName("is told of a wrong setting that was the cause")
  void cause() {
    assertThat(again(new InvalidResponseException("issuer_mismatch", "a different issuer")))
        .hasMessageContaining("response.issuer_mismatch, ")
        .hasMessageContaining("a different issuer");
  }
}
