package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.TransportException.Kind;
import io.crossauth.testing.OwnThread;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.TestCertificates;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AddressBookTest {

  private static final TestCertificates CERTIFICATES = TestCertificates.shared();

  @Test
  @DisplayName("leads a name elsewhere, and the Host header stays")
  void hostStays() {
    try (FaultServer server =
            FaultServer.startTls(CERTIFICATES.serverContext("id.example.com"))
                .always(Reply.json("{}"));
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .sslContext(CERTIFICATES.clientContext())
                .addressBook(
                    AddressBooks.leadingTo(server, "ID.example.com", 443)
                        .plus("id.example.com", 8443, AddressBooks.local(server.port())))
                .build()) {

      transport.send(HttpCall.get(URI.create("https://id.example.com/a")));
      transport.send(HttpCall.get(URI.create("https://id.example.com:8443/b")));

      assertThat(server.requests())
          .extracting(r -> r.header("Host").orElseThrow())
          .containsExactly("id.example.com", "id.example.com:8443");
    }
  }

  @Test
  @DisplayName("the name in the handshake and in the check of the certificate stays")
  void tlsNameStays() throws Exception {
    SSLContext context = CERTIFICATES.serverContext("id.example.com");
    try (SSLServerSocket server =
            (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .sslContext(CERTIFICATES.clientContext())
                .addressBook(
                    AddressBook.empty()
                        .plus("id.example.com", 443, AddressBooks.local(server.getLocalPort())))
                .build()) {
      CompletableFuture<String> asked =
          CompletableFuture.supplyAsync(
              () -> {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                  socket.startHandshake();
                  var session = (ExtendedSSLSession) socket.getSession();
                  return ((SNIHostName) session.getRequestedServerNames().get(0)).getAsciiName();
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              },
              OwnThread.FOR_EACH);

      Outcomes.failure(transport, HttpCall.get(URI.create("https://id.example.com/")));

      assertThat(asked.get(30, TimeUnit.SECONDS)).isEqualTo("id.example.com");
    }
  }

  @Test
  @DisplayName("host rules see the name, not the address")
  void policiesSeeTheName() {
    try (FaultServer server = FaultServer.start().always(Reply.json("{}"));
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .addressBook(AddressBooks.leadingTo(server, "id.example.com", 80))
                .build()) {
      HttpCall plain = HttpCall.get(URI.create("http://id.example.com/"));

      assertThat(Outcomes.failure(transport, plain).kind()).isEqualTo(Kind.FORBIDDEN);
    }
  }

  @Test
  @DisplayName("other ports and other hosts are looked up as ever")
  void others() {
    try (FaultServer server = FaultServer.start().always(Reply.json("{}"));
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .addressBook(AddressBooks.leadingTo(server, "elsewhere.example", server.port()))
                .build()) {

      transport.send(HttpCall.get(URI.create("http://localhost:" + server.port() + "/by-name")));
      transport.send(HttpCall.get(server.uri("/by-address")));

      assertThat(server.requests())
          .extracting(RecordedRequest::path)
          .containsExactly("/by-name", "/by-address");
    }
  }

  @Test
  void isImmutableAndFindsInAnyCase() {
    AddressBook empty = AddressBook.empty();
    AddressBook one = empty.plus("A.example", 443, AddressBooks.local(1));
    AddressBook two = one.plus("a.EXAMPLE", 443, AddressBooks.local(2));

    assertThat(empty.find("a.example", 443)).isEmpty();
    assertThat(one.find("a.example", 443)).contains(AddressBooks.local(1));
    assertThat(two.find("a.example", 443)).contains(AddressBooks.local(2));
    assertThat(two.find("a.example", 80)).isEmpty();
    assertThat(two.toString()).contains("a.example:443");
  }

  @Test
  void takesTheFirstAndTheLastPort() {
    AddressBook book =
        AddressBook.empty()
            .plus("a", 1, AddressBooks.local(1))
            .plus("a", 65_535, AddressBooks.local(2));

    assertThat(book.find("a", 1)).contains(AddressBooks.local(1));
    assertThat(book.find("a", 65_535)).contains(AddressBooks.local(2));
  }

  @Test
  void refusesWhatLeadsNowhere() {
    AddressBook book = AddressBook.empty();

    for (Runnable bad :
        List.<Runnable>of(
            () -> book.plus("", 443, AddressBooks.local(1)),
            () -> book.plus("a", 0, AddressBooks.local(1)),
            () -> book.plus("a", 65_536, AddressBooks.local(1)),
            () -> book.plus("a", 443, InetSocketAddress.createUnresolved("b", 1)))) {
      assertThatIllegalArgumentException().isThrownBy(bad::run);
    }
  }
}
