package io.crossauth.yandex.testing;

import io.crossauth.http.AddressBook;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.yandex.YandexConfig;
import io.crossauth.yandex.YandexPassportClient;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A fake Passport, and clients that reach it over TLS under the real names. Time is fake for the
 * clients, so that nobody waits.
 */
public final class Passport implements AutoCloseable {

  private final FakePassport fake = FakePassport.start();
  private final FakeTime time = FakeTime.create();
  private final ApacheHttpTransport transport = transport(fake).build();

  /** The server. */
  public FakePassport fake() {
    return fake;
  }

  /** The time of the clients. */
  public FakeTime time() {
    return time;
  }

  /** The platform of the clients. */
  public Platform platform() {
    return time.platform();
  }

  /** The way to the server. */
  public ApacheHttpTransport transport() {
    return transport;
  }

  /** A client with the defaults. */
  public YandexPassportClient client() {
    return client(YandexConfig.defaults());
  }

  /** A client. */
  public YandexPassportClient client(YandexConfig config) {
    return YandexPassportClient.builder()
        .config(config)
        .transport(transport)
        .platform(platform())
        .build();
  }

  /** Begins a way to a server, with time for a busy machine. */
  public static ApacheHttpTransport.Builder transport(FakePassport fake) {
    return ApacheHttpTransport.builder()
        .connectTimeout(Duration.ofSeconds(20))
        .responseTimeout(Duration.ofSeconds(30))
        .callTimeout(Duration.ofSeconds(60))
        .sslContext(fake.clientContext())
        .addressBook(book(fake, fake.address()));
  }

  /** All names of a server at another address. */
  public static AddressBook book(FakePassport fake, InetSocketAddress address) {
    AddressBook book = AddressBook.empty();
    for (String host : fake.hosts()) {
      book = book.plus(host, 443, address);
    }
    return book;
  }

  @Override
  public void close() {
    transport.close();
    fake.close();
  }
}
