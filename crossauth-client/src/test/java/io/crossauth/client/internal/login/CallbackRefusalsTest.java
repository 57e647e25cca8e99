package io.crossauth.client.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What came to the port and was not the callback")
class CallbackRefusalsTest {

  private final CallbackRefusals refusals = new CallbackRefusals();

  @Test
  void may_be_nothing() {
    assertThat(refusals).hasToString("that nobody came");
  }

  @Test
  void is_counted_and_the_last_is_named() {
    refusals.seen("GET /favicon.ico");
    refusals.seen("POST /callback");

    assertThat(refusals)
        .hasToString("2 requests that were not its callback, the last: POST /callback");
  }
}
