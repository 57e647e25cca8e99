package io.crossauth.client.store;

import io.crossauth.world.RandomSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that only their owner may read, replaced as a whole or not at all. */
final class PrivateFiles {

  private PrivateFiles() {}

  static void makeDirectory(Path directory) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory, permissions(directory, "rwx------"));
      }
    } catch (IOException e) {
      throw new TokenStoreException("token store: cannot make its directory", e);
    }
  }

  /** Sessions may hold anything: their names on disk are digests. */
  static String nameFor(String session) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(session.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  static FileChannel open(Path file, OpenOption how) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE, how), permissions(file, "rw-------"));
  }

  static void replace(Path file, String text) {
    Path fresh =
        file.resolveSibling(file.getFileName() + "." + RandomSource.system().text(9) + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              permissions(fresh, "rw-------"))) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          int unused = channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      deleteQuietly(fresh);
      throw new TokenStoreException("token store: cannot save a session", e);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is sealed, and its name is used by nobody else.
    }
  }

  static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // The lock falls with the channel, which is closed as far as it can be.
      }
    }
  }

  private static FileAttribute<?>[] permissions(Path path, String posix) {
    boolean hasPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return hasPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(posix))
        }
        : new FileAttribute<?>[0];
  }
}
