package io.crossauth.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A certificate and its key in two files, which somebody renews. */
final class CertificateFiles implements Supplier<ClientCertificate> {

  private static final long MAX_BYTES = 1024 * 1024;

  /** What the files were when they were read, and what was in them. */
  private record Read(State state, ClientCertificate certificate) {}

  private record State(Seen chain, Seen key) {}

  /** What changes when a file is written, or another takes its place. */
  private record Seen(FileTime time, long bytes, @Nullable Object fileKey) {

    static Seen of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Seen(now.lastModifiedTime(), now.size(), now.fileKey());
    }
  }

  private final Path chain;
  private final Path key;
  private volatile Read last;

  private CertificateFiles(Path chain, Path key, Read first) {
    this.chain = chain;
    this.key = key;
    this.last = first;
  }

  static CertificateFiles of(Path chain, Path key) {
    try {
      State state = state(chain, key);
      return new CertificateFiles(chain, key, new Read(state, ClientCertificate.read(chain, key)));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "clientCertificate: expected a certificate and its key at " + chain + " and " + key, e);
    }
  }

  @Override
  public ClientCertificate get() {
    Read known = last;
    try {
      State now = state(chain, key);
      if (now.equals(known.state())) {
        return known.certificate();
      }
      ClientCertificate renewed = ClientCertificate.read(chain, key);
      // Whoever was faster has read the same.
      last = new Read(now, renewed);
      return renewed;
    } catch (IOException | IllegalArgumentException e) {
      // In the middle of a renewal; whoever asks next looks again.
      return known.certificate();
    }
  }

  private static State state(Path chain, Path key) throws IOException {
    return new State(Seen.of(chain), Seen.of(key));
  }

  static String text(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("expected at most 1 MiB in " + file.getFileName());
    }
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
