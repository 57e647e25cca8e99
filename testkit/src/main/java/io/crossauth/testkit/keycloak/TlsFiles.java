package io.crossauth.testkit.keycloak;

import io.crossauth.testkit.tls.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Keycloak speaks TLS with: a key and a certificate of this process' authority, of which it
 * also takes clients' certificates.
 */
final class TlsFiles {

  /** What is fixed when the server is built: that clients may show a certificate. */
  static final String BUILD = "--https-client-auth=request";

  private static final String CERTIFICATE = "server.pem";
  private static final String KEY = "server-key.pem";
  private static final String AUTHORITY = "authority.pem";

  private TlsFiles() {}

  /** The files by their names. */
  static Map<String, String> contents() {
    TestCertificates certificates = TestCertificates.shared();
    KeyStore own = certificates.serverKeyStore("localhost", "127.0.0.1", "::1");
    try {
      Key key = own.getKey("own", TestCertificates.KEY_PASSWORD.toCharArray());
      Map<String, String> files = new LinkedHashMap<>();
      files.put(CERTIFICATE, pem("CERTIFICATE", own.getCertificate("own").getEncoded()));
      files.put(KEY, pem("PRIVATE KEY", key.getEncoded()));
      files.put(AUTHORITY, certificates.authorityPem());
      return files;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("our own key does not encode", e);
    }
  }

  /** Writes the files into a folder. */
  static void writeInto(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : contents().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** How a server is told of the files in a folder, and of its port. */
  static List<String> options(String folder, int port) {
    return List.of(
        "--https-port=" + port,
        "--https-certificate-file=" + folder + "/" + CERTIFICATE,
        "--https-certificate-key-file=" + folder + "/" + KEY,
        "--truststore-paths=" + folder + "/" + AUTHORITY);
  }

  private static String pem(String label, byte[] der) {
    byte[] lineBreak = "\n".getBytes(StandardCharsets.US_ASCII);
    String lines = Base64.getMimeEncoder(64, lineBreak).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }
}
