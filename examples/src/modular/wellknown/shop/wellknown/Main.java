package shop.wellknown;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fetches the metadata of an issuer by http of this machine, and of another by https. */
public final class Main {

  private Main() {}

  /** Takes an http issuer, an https issuer, and the file with the certificate to trust. */
  public static void main(String[] args) throws IOException {
    try (ApacheHttpTransport http = ApacheHttpTransport.create()) {
      show(args[0], http);
    }
    String trusted = Files.readString(Path.of(args[2]));
    try (ApacheHttpTransport https =
        ApacheHttpTransport.builder().trustedCertificates(trusted).build()) {
      show(args[1], https);
    }
  }

  private static void show(String issuer, ApacheHttpTransport transport) {
    OpenIdConfiguration found =
        Discovery.builder(issuer).transport(transport).build().configuration();
    System.out.println("metadata of " + found.issuer().orElseThrow());
    System.out.println("  keys at " + found.jwksUri().orElseThrow());
  }
}
