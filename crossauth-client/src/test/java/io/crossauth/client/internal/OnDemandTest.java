package io.crossauth.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OnDemandTest {

  private final AtomicInteger made = new AtomicInteger();
  private final OnDemand<Integer> number = new OnDemand<>(made::incrementAndGet);

  @Test
  @DisplayName("nothing is made before somebody asks")
  void late() {
    assertThat(number.ifMade()).isEmpty();
    assertThat(made).hasValue(0);
  }

  @Test
  @DisplayName("what is made stays")
  void once() {
    assertThat(number.get()).isEqualTo(1);
    assertThat(number.get()).isEqualTo(1);
    assertThat(number.ifMade()).contains(1);
  }

  @Test
  @DisplayName("who asks while another makes it is given the same")
  void race() {
    AtomicInteger calls = new AtomicInteger();
    OnDemand<?>[] own = new OnDemand<?>[1];
    own[0] =
        new OnDemand<Object>(
            () -> {
              // Somebody is quicker.
              if (calls.incrementAndGet() == 1) {
                own[0].get();
              }
              return new Object();
            });

    Object first = own[0].get();

    assertThat(calls).hasValue(2);
    assertThat(own[0].get()).isSameAs(first);
  }
}
