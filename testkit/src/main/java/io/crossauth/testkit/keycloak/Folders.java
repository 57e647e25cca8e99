package io.crossauth.testkit.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** What is done to whole folders. */
final class Folders {

  private Folders() {}

  /** Deletes a folder with all that is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes about)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure)
              throws IOException {
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Copies the files of one folder, without those of its subfolders. */
  static void copyFiles(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    List<Path> files;
    try (Stream<Path> found = Files.list(from)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      copyFile(file, to.resolve(file.getFileName()));
    }
  }

  /** Copies what is in a file, and not that nobody may write into it. */
  static void copyFile(Path from, Path to) throws IOException {
    try (InputStream content = Files.newInputStream(from)) {
      Files.copy(content, to);
    }
  }

  /**
   * Unpacks the part of a zip that lies in one folder, below the only folder at its top.
   *
   * @throws IOException if an entry points out of the target, or there is none in the part
   */
  static void unzip(Path zip, String part, Path to) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      boolean found = false;
      for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        if (name.startsWith(part + "/") && !entry.isDirectory()) {
          found = true;
          Path target = to.resolve(name).normalize();
          if (!target.startsWith(to)) {
            throw new IOException("an entry of " + zip + " points outside: " + entry.getName());
          }
          Files.createDirectories(target.getParent());
          try (InputStream content = file.getInputStream(entry)) {
            Files.copy(content, target);
          }
        }
      }
      if (!found) {
        throw new IOException("no folder " + part + " in " + zip);
      }
    }
  }
}
