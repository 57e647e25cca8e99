package io.crossauth.examples.yandex;

import io.crossauth.http.AddressBook;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.yandex.YandexPassportClient;
import java.io.PrintWriter;

/** A fake one: TLS under the real names, on a free port of this machine. */
final class PassportInProcess implements Passport {

  private final FakePassport fake = FakePassport.start();
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .sslContext(fake.clientContext())
          .addressBook(names(fake))
          .build();

  @Override
  public YandexPassportClient client() {
    return YandexPassportClient.builder().transport(transport).build();
  }

  @Override
  public void shown(PrintWriter out) {
    out.println(
        "This is a fake Passport: it scans the code itself. docs/yandex.md says how to ask"
            + " Yandex.");
    fake.confirmLogins();
  }

  @Override
  public void close() {
    transport.close();
    fake.close();
  }

  private static AddressBook names(FakePassport fake) {
    AddressBook book = AddressBook.empty();
    for (String host : fake.hosts()) {
      book = book.plus(host, 443, fake.address());
    }
    return book;
  }
}
