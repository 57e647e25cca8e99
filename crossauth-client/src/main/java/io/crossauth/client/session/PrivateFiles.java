package io.crossauth.client.session;

import io.crossauth.error.StorageException;
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
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read, replaced as a whole or not at all. */
final class PrivateFiles {

  private PrivateFiles() {}

  /** Makes the directory, if it is not there; its true path. */
  static Path directory(Path directory) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory, permissions(directory, "rwx------"));
      }
      Path real = directory.toRealPath();
      if (hasPosix(real) && othersMayWrite(real)) {
        throw new StorageException(
            "token store: expected a directory that only its owner may write to (chmod go-w),"
                + " found one for others too",
            null);
      }
      return real;
    } catch (IOException e) {
      throw new StorageException("token store: cannot make its directory", e);
    }
  }

  private static boolean othersMayWrite(Path directory) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
    return permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  static FileChannel open(Path file) throws IOException {
    return open(file, StandardOpenOption.CREATE);
  }

  private static FileChannel open(Path file, OpenOption how) throws IOException {
    return FileChannel.open(
        file, Set.of(how, StandardOpenOption.WRITE), permissions(file, "rw-------"));
  }

  /**
   * Writes a new file beside the old one and puts it in its place; both are on the disk before this
   * returns. One caller at a time for each file.
   */
  static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    // What a crash has left.
    Files.deleteIfExists(fresh);
    try (FileChannel channel = open(fresh, StandardOpenOption.CREATE_NEW)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        int unused = channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    flush(file.resolveSibling("."));
  }

  /** The name, too, must be on the disk before the old refresh token is forgotten. */
  private static void flush(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not all systems open directories; those that do not need no flush.
    }
  }

  static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed as far as it can be.
    }
  }

  private static boolean hasPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] permissions(Path path, String posix) {
    return hasPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(posix))
        }
        : new FileAttribute<?>[0];
  }
}
