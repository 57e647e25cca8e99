package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.TestCertificates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JVM's own proxy settings, and what goes before them. */
@Isolated("sets properties of the JVM")
class JvmProxyTest {

  private static final URI TOKEN = URI.create("https://id.example.com/token");

  private final TunnelProxy tunnel = TunnelProxy.start();
  private final FaultServer server =
      FaultServer.startTls(TestCertificates.shared().serverContext("id.example.com"))
          .always(Reply.json("{}"));

  @AfterEach
  void close() {
    tunnel.close();
    server.close();
  }

  /** Where the host is reached when its call goes direct. */
  private ApacheHttpTransport.Builder builder() {
    tunnel.leadTo(server.port());
    return ApacheHttpTransport.builder()
        .sslContext(TestCertificates.shared().clientContext())
        .addressBook(
            AddressBook.empty()
                .plus(
                    "id.example.com",
                    443,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())));
  }

  private Map<String, String> jvm(String... more) {
    Map<String, String> all = new HashMap<>();
    all.put("https.proxyHost", "127.0.0.1");
    all.put("https.proxyPort", "" + tunnel.port());
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private void assertGoesThroughProxy(ApacheHttpTransport.Builder builder, boolean through) {
    try (ApacheHttpTransport transport = builder.build()) {
      HttpReply reply = transport.send(HttpCall.get(TOKEN));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(server.requests()).hasSize(1);
      assertThat(tunnel.heads()).hasSize(through ? 1 : 0);
    }
  }

  @Test
  @DisplayName("case B7 -Dhttps.proxyHost of this JVM counts for https")
  void theJvmsProxyCounts() {
    Map<String, String> before = new HashMap<>();
    Map<String, String> settings = jvm("http.nonProxyHosts", "other.example.com");
    settings.forEach((name, value) -> before.put(name, System.getProperty(name)));
    try {
      settings.forEach(System::setProperty);
      assertGoesThroughProxy(builder(), true);
    } finally {
      before.forEach(
          (name, value) -> {
            String was =
                value == null ? System.clearProperty(name) : System.setProperty(name, value);
            assertThat(was).isNotNull();
          });
    }
  }

  @ParameterizedTest(name = "case B7 http.nonProxyHosts {0}: direct")
  @ValueSource(
      strings = {
        "id.example.com",
        "ID.EXAMPLE.COM",
        "*.example.com",
        "id.*",
        "*example*",
        "*",
        "localhost|127.*| id.example.com ",
        "a|*.com|b",
        "id.example.com*",
        "*id.example.com"
      })
  void directHosts(String pattern) {
    assertGoesThroughProxy(builder().properties(jvm("http.nonProxyHosts", pattern)::get), false);
  }

  @ParameterizedTest(name = "case B7 http.nonProxyHosts {0}: through the proxy")
  @ValueSource(
      strings = {
        "",
        " | ",
        "example.com",
        ".example.com",
        "*.example.org",
        "id.example",
        "xid.example.com",
        "id.example.com.evil.example",
        "*.id.example.com",
        "id?example.com",
        "*examplf*"
      })
  void otherHosts(String pattern) {
    assertGoesThroughProxy(builder().properties(jvm("http.nonProxyHosts", pattern)::get), true);
  }

  @Test
  @DisplayName("case B7 noProxy() goes before the JVM's settings")
  void noProxy() {
    assertGoesThroughProxy(builder().properties(jvm()::get).noProxy(), false);
  }

  @Test
  @DisplayName("case B7 proxy(..) goes before the JVM's settings, its direct hosts among them")
  void anotherProxy() {
    UnaryOperator<String> jvm =
        jvm("https.proxyPort", "1", "http.nonProxyHosts", "id.example.com")::get;

    assertGoesThroughProxy(builder().properties(jvm).proxy("127.0.0.1", tunnel.port()), true);
  }

  @ParameterizedTest(name = "case B7 noProxyFor({0}), whichever proxy there is")
  @ValueSource(strings = {"id.example.com", "*.example.com", "ID.*"})
  void hostsThatGoDirect(String hosts) {
    assertGoesThroughProxy(builder().properties(jvm()::get).noProxyFor("a.example", hosts), false);
    server.close();
    try (FaultServer again =
            FaultServer.startTls(TestCertificates.shared().serverContext("id.example.com"))
                .always(Reply.json("{}"));
        ApacheHttpTransport transport =
            builder()
                .addressBook(
                    AddressBook.empty()
                        .plus(
                            "id.example.com",
                            443,
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), again.port())))
                .noProxyFor(hosts)
                .proxy("127.0.0.1", tunnel.port())
                .build()) {
      assertThat(transport.send(HttpCall.get(TOKEN)).status()).isEqualTo(200);
      assertThat(tunnel.heads()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "https://id.example.com", "a|b", "host/path"})
  void noProxyForTakesNames(String odd) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApacheHttpTransport.builder().noProxyFor(odd))
        .withMessageContaining("noProxyFor");
  }

  @Test
  @DisplayName("case B7 loopback goes direct, and so does plain http")
  void loopbackAndPlainHttp() {
    try (FaultServer here = FaultServer.start().always(Reply.json("{}"));
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .properties(jvm()::get)
                .allowPlainHttpInsecurely()
                .addressBook(
                    AddressBook.empty()
                        .plus(
                            "keycloak",
                            8080,
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), here.port())))
                .build()) {

      for (String address : new String[] {here.uri("/").toString(), "http://keycloak:8080/"}) {
        assertThat(transport.send(HttpCall.get(URI.create(address))).status()).isEqualTo(200);
      }
      assertThat(tunnel.heads()).isEmpty();
    }
  }

  @ParameterizedTest(name = "case B7 https.proxyHost {0}, https.proxyPort {1}: {2}")
  @CsvSource({
    "proxy.example, , proxy.example:443",
    "proxy.example, ' 3128 ', proxy.example:3128",
    "' proxy.example ', 8080, proxy.example:8080",
    "'', 8080, none",
    ", 8080, none"
  })
  void settings(String host, String port, String expected) {
    Map<String, String> jvm = new HashMap<>();
    jvm.put("https.proxyHost", host);
    jvm.put("https.proxyPort", port);

    ProxyRoute proxy = ProxySettings.ofJvm(jvm::get).rules().proxy();

    assertThat(proxy == null ? "none" : proxy.host().toHostString()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "case B7 https.proxyPort {0} is not ignored in silence")
  @ValueSource(strings = {"0", "65536", "-1", "http", "999999", "80 80"})
  void oddPorts(String port) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ApacheHttpTransport.builder().properties(jvm("https.proxyPort", port)::get).build())
        .withMessageContaining("https.proxyPort of the JVM: expected 1 to 65535");
  }
}
