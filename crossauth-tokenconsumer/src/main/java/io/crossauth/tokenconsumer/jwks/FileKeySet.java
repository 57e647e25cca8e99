package io.crossauth.tokenconsumer.jwks;

import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.CryptoProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keys in a file, in PEM or as a JWK or JWK set; read again when the file has changed, which is
 * looked at once a second. What cannot be read is left aside, and the last good keys stay. Safe for
 * use by many threads.
 */
final class FileKeySet implements KeySet {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long MAX_BYTES = JwksSource.MAX_BYTES;

  private record Version(FileTime modified, long size) {}

  /** What is here, and when the file was last looked at. */
  private record Loaded(
      StaticKeySet keys, Version version, long lookedAt, @Nullable String problem) {}

  private final Path file;
  private final String[] algorithms;
  private final Platform platform;
  private final AtomicReference<@Nullable Loaded> loaded;

  private FileKeySet(Path file, Platform platform, String... algorithms) {
    this.file = file;
    this.platform = platform;
    this.algorithms = algorithms.clone();
    try {
      Version version = versionOfFile();
      this.loaded =
          new AtomicReference<>(new Loaded(read(), version, platform.ticker().nanos(), null));
    } catch (IOException e) {
      throw new IllegalArgumentException("file: cannot read " + file, e);
    }
  }

  static FileKeySet of(Path file, Platform platform, String... pemAlgorithms) {
    return new FileKeySet(file, platform, pemAlgorithms);
  }

  @Override
  public List<VerificationKey> candidates(KeyRequest request) {
    return current().keys().candidates(request);
  }

  @Override
  public Object version() {
    return current().keys();
  }

  private Loaded now() {
    return Objects.requireNonNull(loaded.get());
  }

  private Loaded current() {
    Loaded seen = now();
    long now = platform.ticker().nanos();
    if (now - seen.lookedAt() < PAUSE.toNanos()) {
      return seen;
    }
    loaded.compareAndSet(seen, look(seen, now));
    return now();
  }

  private Loaded look(Loaded seen, long now) {
    try {
      Version version = versionOfFile();
      return version.equals(seen.version())
          ? new Loaded(seen.keys(), version, now, seen.problem())
          : new Loaded(read(), version, now, null);
    } catch (IOException | IllegalArgumentException e) {
      String problem = "cannot use " + file + ": " + e;
      return new Loaded(seen.keys(), seen.version(), now, problem);
    }
  }

  private Version versionOfFile() throws IOException {
    return new Version(Files.getLastModifiedTime(file), Files.size(file));
  }

  private StaticKeySet read() throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IllegalArgumentException("file: expected at most " + MAX_BYTES + " bytes");
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return text.contains("-----BEGIN ")
        ? StaticKeySet.ofPem(text, algorithms)
        : StaticKeySet.ofJwks(text);
  }

  @Override
  public Set<String> keyIds() {
    return now().keys().keyIds();
  }

  @Override
  public Optional<KeySetHealth> health() {
    Loaded now = now();
    return Optional.of(
        new KeySetHealth(
            Optional.empty(),
            now.problem() == null,
            now.keys().keyIds(),
            now.keys().size(),
            now.keys().skipped(),
            Optional.ofNullable(now.problem()),
            CryptoProvider.found().name()));
  }

  /** The file. */
  @Override
  public String toString() {
    return "FileKeySet[" + file + "]";
  }
}
