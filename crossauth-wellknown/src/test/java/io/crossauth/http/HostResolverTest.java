package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.platform.Platform;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostResolverTest {

  private final Platform platform = Platform.system();
  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final HostResolver slow = new HostResolver(this::slowly, AddressBook.empty(), platform);

  private InetAddress[] slowly(String host) throws UnknownHostException {
    asked.incrementAndGet();
    boolean interrupted = true;
    while (interrupted) {
      try {
        answer.await();
        interrupted = false;
      } catch (InterruptedException e) {
        // Neither does the JDK's look-up end for it.
      }
    }
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  private Exchange exchange(Duration time) {
    return new Exchange(
        HttpCall.get(URI.create("https://id.example/")),
        platform.ticker().nanos() + time.toNanos());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "9.9.9.9", "0.0.0.0", "::1", "fe80::1%eth0"})
  void addressesAreLiteral(String host) {
    assertThat(HostResolver.isLiteral(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id.example", "1a", "a1", "1/2", "1;2", "127.0.0.l"})
  void namesAreNot(String host) {
    assertThat(HostResolver.isLiteral(host)).isFalse();
  }

  @Test
  void aLookUpThatHangsCannotStretchTheDeadline() {
    assertThatThrownBy(() -> slow.find("id.example", 443, exchange(Duration.ofMillis(50))))
        .isInstanceOf(SocketTimeoutException.class);
    answer.countDown();
  }

  @Test
  void anInterruptionEndsTheWaitForALookUp() throws Exception {
    var call =
        Outcomes.start(() -> slow.find("id.example", 443, exchange(Outcomes.PATIENCE)))
            .awaitWithin("park");

    call.thread().interrupt();

    assertThat(call.failure()).isInstanceOf(InterruptedIOException.class);
    answer.countDown();
  }

  @Test
  void anInterruptionIsNotForgotten() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> slow.find("id.example", 443, exchange(Outcomes.PATIENCE)))
        .isInstanceOf(InterruptedIOException.class);

    assertThat(Thread.interrupted()).isTrue();
    answer.countDown();
  }

  @Test
  void aCloseEndsTheWaitForALookUp() throws Exception {
    Exchange exchange = exchange(Outcomes.PATIENCE);
    var call = Outcomes.start(() -> slow.find("id.example", 443, exchange)).awaitWithin("park");

    exchange.end(Exchange.State.CLOSED);

    assertThat(call.failure()).isInstanceOf(SocketTimeoutException.class);
    answer.countDown();
  }

  @Test
  void oneLookUpServesAllWhoWaitForTheSameHost() throws Exception {
    var first = Outcomes.start(() -> slow.find("id.example", 443, exchange(Outcomes.PATIENCE)));
    first.awaitWithin("park");
    var second = Outcomes.start(() -> slow.find("id.example", 80, exchange(Outcomes.PATIENCE)));
    second.awaitWithin("park");

    answer.countDown();

    assertThat(first.get()).extracting(InetSocketAddress::getPort).containsExactly(443);
    assertThat(second.get()).extracting(InetSocketAddress::getPort).containsExactly(80);
    assertThat(asked).hasValue(1);
    slow.find("id.example", 443, exchange(Outcomes.PATIENCE));
    assertThat(asked).hasValue(2);
  }

  @Test
  void aHostWithoutAnAddressIsUnknownWithoutAWordMore() {
    HostResolver none =
        new HostResolver(
            host -> {
              throw new UnknownHostException("from the system");
            },
            AddressBook.empty(),
            platform);

    assertThatThrownBy(() -> none.find("id.example", 443, exchange(Outcomes.PATIENCE)))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("id.example");
  }

  @Test
  void addressesAndTheBookNeedNoLookUp() throws Exception {
    InetSocketAddress elsewhere = AddressBooks.local(1);
    HostResolver names =
        new HostResolver(
            host -> {
              throw new AssertionError("asked for " + host);
            },
            AddressBook.empty().plus("id.example", 443, elsewhere),
            platform);
    Exchange exchange = exchange(Outcomes.PATIENCE);

    assertThat(names.find("ID.example", 443, exchange)).isEqualTo(List.of(elsewhere));
    assertThat(names.find("127.0.0.1", 8, exchange)).isEqualTo(List.of(AddressBooks.local(8)));
    assertThat(names.find("::1", 8, exchange).get(0).getPort()).isEqualTo(8);
  }
}
