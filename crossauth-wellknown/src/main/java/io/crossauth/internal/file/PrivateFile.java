package io.crossauth.internal.file;

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
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * Files that only their owner may read and write, replaced as a whole or not at all. Where the file
 * system has no POSIX permissions, those of the directory count.
 */
public final class PrivateFile {

  private PrivateFile() {}

  /**
   * Makes a directory for its owner alone, if it is not there.
   *
   * @return its true path
   */
  public static Path directory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, permissions(directory, "rwx------"));
    }
    return directory.toRealPath();
  }

  /** Whether others than its owner may write to a directory. */
  public static boolean othersMayWrite(Path directory) throws IOException {
    if (!hasPosix(directory)) {
      return false;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
    return permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  /**
   * Whether a directory is somebody else's than this process's user, who could put other files in
   * its place; even the superuser is no owner of what others own.
   */
  public static boolean isOfAnother(Path directory) throws IOException {
    return isOfAnother(directory, Files::getOwner);
  }

  /** The seam for machines whose tests cannot give a directory away. */
  static boolean isOfAnother(Path directory, Owners owners) throws IOException {
    if (!hasPosix(directory)) {
      return false;
    }
    // What this process makes is its user's.
    Path probe = Files.createTempFile(directory, ".owner", ".new");
    try {
      return !owners.of(probe).equals(owners.of(directory));
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** Tells whose a file is. */
  @FunctionalInterface
  interface Owners {
    UserPrincipal of(Path path) throws IOException;
  }

  /** Opens a file for a lock, and makes it if it is not there. */
  public static FileChannel openForLock(Path file) throws IOException {
    return open(file, StandardOpenOption.CREATE);
  }

  /**
   * Writes a new file beside the old one and puts it in its place; file and name are on the disk
   * before this returns. One caller at a time for each file, in all processes.
   *
   * @param text what it holds, in UTF-8
   * @throws IOException if it cannot be written; the old file then stands, and nothing beside it
   */
  public static void replace(Path file, String text) throws IOException {
    Path fresh = fresh(file);
    // What a crash has left.
    Files.deleteIfExists(fresh);
    try {
      write(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    flush(file.resolveSibling("."));
  }

  /**
   * Deletes a file, and what a crash may have left beside it. One caller at a time for each file,
   * in all processes.
   */
  public static void delete(Path file) throws IOException {
    Files.deleteIfExists(fresh(file));
    Files.deleteIfExists(file);
  }

  private static Path fresh(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private static void write(Path fresh, String text) throws IOException {
    try (FileChannel channel = open(fresh, StandardOpenOption.CREATE_NEW)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        int unused = channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static FileChannel open(Path file, OpenOption how) throws IOException {
    return FileChannel.open(
        file, Set.of(how, StandardOpenOption.WRITE), permissions(file, "rw-------"));
  }

  /** The name, too, must be on the disk before what it replaces is forgotten elsewhere. */
  private static void flush(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not all systems open directories; those that do not need no flush.
    }
  }

  /** Closes what has nothing left to write. */
  public static void closeQuietly(FileChannel channel) {
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
