package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.http.AddressBook;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.yandex.FakeAccount;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.yandex.YandexPassportClient;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.login.QrSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A program that logs its user in to the user's own Yandex account. */
class YandexTest {

  private final FakePassport fake = FakePassport.start();
  private final ApacheHttpTransport http =
      ApacheHttpTransport.builder().sslContext(fake.clientContext()).addressBook(names()).build();

  @Test
  void theUserScansACode() {
    try (YandexPassportClient yandex = connect()) {
      QrSession qr = yandex.startQrLogin();
      System.out.println(qr.terminalQr());
      PassportCredentials me = yandex.pollQrUntilConfirmed(qr);

      assertThat(me.displayLogin()).contains(FakeAccount.LOGIN);
    }
  }

  /** A client whose user is very quick. */
  private YandexPassportClient connect() {
    return YandexPassportClient.builder()
        .transport(
            call -> {
              fake.confirmLogins();
              return http.send(call);
            })
        .build();
  }

  private AddressBook names() {
    AddressBook book = AddressBook.empty();
    for (String host : fake.hosts()) {
      book = book.plus(host, 443, fake.address());
    }
    return book;
  }

  @AfterEach
  void close() {
    http.close();
    fake.close();
  }
}
