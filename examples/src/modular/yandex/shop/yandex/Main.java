package shop.yandex;

import io.crossauth.http.AddressBook;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.yandex.YandexPassportClient;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.login.QrSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows a QR code, and waits until the user has scanned it. */
public final class Main {

  private Main() {}

  /** Takes the file with the certificate to trust, the port of a fake Yandex, and its names. */
  public static void main(String[] args) throws IOException {
    InetSocketAddress fake =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
    AddressBook names = AddressBook.empty();
    for (int i = 2; i < args.length; i++) {
      names = names.plus(args[i], 443, fake);
    }
    String trusted = Files.readString(Path.of(args[0]));
    try (ApacheHttpTransport https =
            ApacheHttpTransport.builder().trustedCertificates(trusted).addressBook(names).build();
        YandexPassportClient yandex = YandexPassportClient.builder().transport(https).build()) {
      QrSession qr = yandex.startQrLogin();
      System.out.println("a QR code of " + qr.terminalQr().lines().count() + " lines");
      PassportCredentials me = yandex.pollQrUntilConfirmed(qr);
      System.out.println("logged in: " + me.displayLogin().orElseThrow());
    }
  }
}
