package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.internal.http.PublicAddresses;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that users name are not a way into the network that this program runs in. */
class PublicAddressesOnlyTest {

  private static final Platform PLATFORM = Platform.system();

  @ParameterizedTest(name = "attack 2 not public: {0}")
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.8.9.10",
        "168.63.129.16",
        "169.254.0.1",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void notPublic(String address) throws UnknownHostException {
    assertThat(PublicAddresses.has(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest(name = "attack 2 public: {0}")
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "168.63.129.17",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00:1450:4001:800::200e"
      })
  void isPublic(String address) throws UnknownHostException {
    assertThat(PublicAddresses.has(InetAddress.getByName(address))).isTrue();
  }

  private static ApacheHttpTransport.Builder strict() {
    return ApacheHttpTransport.builder().publicAddressesOnly();
  }

  private static InetAddress[] addresses(String... all) throws UnknownHostException {
    InetAddress[] found = new InetAddress[all.length];
    for (int i = 0; i < all.length; i++) {
      found[i] = InetAddress.getByName(all[i]);
    }
    return found;
  }

  @ParameterizedTest(name = "attack 2 publicAddressesOnly: {0}")
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433"})
  void thisMachine(String host) {
    try (FaultServer server = FaultServer.start().always(Reply.json("{}"));
        ApacheHttpTransport transport = strict().allowPlainHttpInsecurely().build()) {
      URI uri = URI.create("http://" + host + ":" + server.port() + "/actuator/shutdown");

      TransportException e = Outcomes.failure(transport, HttpCall.post(uri, Form.of("a", "b")));

      assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN);
      assertThat(e.sent()).isFalse();
      assertThat(e.getMessage()).contains("publicAddressesOnly").doesNotContain("[/", "127.0.0.1 ");
      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest(name = "attack 2 a name whose addresses are {0}, {1}")
  @CsvSource({
    "10.0.0.5, 10.0.0.6",
    "169.254.169.254, 8.8.8.8",
    "8.8.8.8, 127.0.0.1",
    "2606:4700::1, fd00:ec2::254",
    "8.8.8.8, ::1"
  })
  @DisplayName("attack 2 one address that is not public is enough, wherever it stands")
  void afterTheLookUp(String one, String other) {
    try (ApacheHttpTransport transport = strict().lookup(host -> addresses(one, other)).build()) {

      TransportException e =
          Outcomes.failure(
              transport, HttpCall.get(URI.create("https://byo.example.com/.well-known/x")));

      assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN);
      assertThat(e.getMessage()).doesNotContain(one, other);
    }
  }

  @Test
  @DisplayName("attack 2 the name is looked up once, and that answer is the one that is used")
  void pinned() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HostResolver rebinding =
        new HostResolver(
            host -> addresses(asked.getAndIncrement() == 0 ? "8.8.8.8" : "127.0.0.1"),
            AddressBook.empty(),
            true,
            PLATFORM);

    List<InetSocketAddress> found = rebinding.find("byo.example.com", 443, exchange());

    assertThat(found).extracting(InetSocketAddress::getHostString).containsExactly("8.8.8.8");
    assertThat(found).noneMatch(InetSocketAddress::isUnresolved);
    assertThat(asked).hasValue(1);
    assertThat(
            catchThrowableOfType(
                Refused.class, () -> rebinding.find("byo.example.com", 443, exchange())))
        .isNotNull();
  }

  private static Exchange exchange() {
    return new Exchange(
        HttpCall.get(URI.create("https://byo.example.com/")),
        PLATFORM.ticker().nanos() + Duration.ofSeconds(10).toNanos());
  }

  @Test
  @DisplayName("attack 2 what the program itself has put in the address book is its own word")
  void theAddressBook() {
    try (FaultServer server = FaultServer.start().always(Reply.json("{}"));
        ApacheHttpTransport transport =
            strict()
                .allowPlainHttpInsecurely()
                .addressBook(
                    AddressBook.empty()
                        .plus(
                            "keycloak",
                            8080,
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())))
                .build()) {
      assertThat(transport.send(HttpCall.get(URI.create("http://keycloak:8080/"))).status())
          .isEqualTo(200);
    }
  }

  @Test
  @DisplayName("attack 2 with a proxy it fails in build(), unless the proxy is said to do it")
  void withAProxy() {
    Map<String, String> jvm = Map.of("https.proxyHost", "proxy.example");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strict().proxy("proxy.example", 3128).build())
        .withMessageContaining("proxyChecksAddresses()")
        .withMessageContaining("noProxy()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> strict().properties(jvm::get).build())
        .withMessageContaining("https.proxyHost of the JVM");
    // The hints, followed.
    strict().properties(jvm::get).noProxy().build().close();
    strict().properties(jvm::get).proxyChecksAddresses().build().close();
    strict().proxy("proxy.example", 3128).proxyChecksAddresses().build().close();
  }

  @ParameterizedTest(
      name = "attack 2 through a proxy that checks, {0} is refused here all the same")
  @ValueSource(strings = {"10.0.0.5", "[fd00:ec2::254]", "169.254.169.254", "127.0.0.1"})
  void addressesThatNeedNoLookUp(String host) {
    try (TunnelProxy proxy = TunnelProxy.start();
        ApacheHttpTransport transport =
            strict().proxy("127.0.0.1", proxy.port()).proxyChecksAddresses().build()) {

      TransportException e =
          Outcomes.failure(transport, HttpCall.get(URI.create("https://" + host + "/x")));

      assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN);
      assertThat(proxy.heads()).isEmpty();
    }
  }

  @Test
  @DisplayName("attack 2 hosts that go past the proxy are looked at here")
  void directHosts() {
    try (TunnelProxy proxy = TunnelProxy.start();
        ApacheHttpTransport transport =
            strict()
                .proxy("127.0.0.1", proxy.port())
                .proxyChecksAddresses()
                .noProxyFor("*.internal")
                .lookup(host -> addresses("10.0.0.5"))
                .build()) {

      TransportException e =
          Outcomes.failure(transport, HttpCall.get(URI.create("https://id.internal/x")));

      assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN);
      assertThat(proxy.heads()).isEmpty();
    }
  }
}
