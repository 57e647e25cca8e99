package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pools of a transport")
class PoolsTest {

  private static final ClientCertificate FIRST = certificate("first");
  private static final ClientCertificate SECOND = certificate("second");

  /** What was done to the pools, in order: {@code open 1}, {@code close 1}. */
  private final List<String> done = new ArrayList<>();

  private final AtomicReference<ClientCertificate> now = new AtomicReference<>(FIRST);
  private int opened;

  private static ClientCertificate certificate(String name) {
    return ClientCertificate.of(
        TestCertificates.shared().clientKeyStore(name), Secret.of(TestCertificates.KEY_PASSWORD));
  }

  private HttpClientConnectionManager open() {
    int number = ++opened;
    done.add("open " + number);
    return (HttpClientConnectionManager)
        Proxy.newProxyInstance(
            PoolsTest.class.getClassLoader(),
            new Class<?>[] {HttpClientConnectionManager.class, ConnPoolControl.class},
            (proxy, method, args) -> {
              done.add(method.getName() + " " + number);
              return null;
            });
  }

  private Pools of(Supplier<ClientCertificate> source) {
    return Pools.each(source, "a client certificate", certificate -> open());
  }

  @Test
  @DisplayName("are one, opened at once, where there is no certificate")
  void one_without_certificates() throws Refused {
    Pools pools = Pools.one(open());
    assertThat(done).containsExactly("open 1");
    HttpClientConnectionManager pool = pools.now();
    assertThat(pools.now()).isSameAs(pool);
    assertThat(pools.isKept(pool)).isTrue();
    assertThat(done).containsExactly("open 1");
  }

  @Test
  @DisplayName("are opened by the first call, where the certificate has a source")
  void opened_by_the_first_call() throws Refused {
    Pools pools = of(now::get);
    assertThat(done).isEmpty();
    HttpClientConnectionManager pool = pools.now();
    assertThat(pools.now()).isSameAs(pool);
    assertThat(done).containsExactly("open 1");
  }

  @Test
  @DisplayName("change with the certificate, and what waits in the one before is closed")
  void change_with_the_certificate() throws Refused {
    Pools pools = of(now::get);
    HttpClientConnectionManager before = pools.now();
    now.set(SECOND);
    HttpClientConnectionManager after = pools.now();

    assertThat(pools.isKept(before)).isFalse();
    assertThat(pools.isKept(after)).isTrue();
    assertThat(done).containsExactly("open 1", "open 2", "closeIdle 1");
  }

  @Test
  @DisplayName("are closed, and so is one that is opened after that")
  void closed() throws Refused {
    Pools pools = of(now::get);
    pools.now();
    pools.close();
    now.set(SECOND);
    pools.now();

    assertThat(done).containsExactly("open 1", "close 1", "open 2", "closeIdle 1", "close 2");
  }

  @Test
  @DisplayName("are closed before the first call without a fault")
  void closed_before_the_first_call() throws Refused {
    Pools pools = of(now::get);
    pools.close();
    assertThat(done).isEmpty();
    pools.now();
    assertThat(done).containsExactly("open 1", "close 1");
  }

  @Test
  @DisplayName("have no certificate, and say why, where its source fails or has none")
  void a_source_that_fails() {
    IllegalStateException failure = new IllegalStateException("away");
    Pools failing =
        of(
            () -> {
              throw failure;
            });
    assertThatThrownBy(failing::now).isInstanceOf(Refused.class).hasCause(failure);
    now.set(null);
    assertThatThrownBy(of(now::get)::now)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("expected a client certificate from its source")
        .hasNoCause();
  }
}
