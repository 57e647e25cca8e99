package io.crossauth.testkit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

  @TempDir Path temporary;

  @Test
  void unpacksOnePartWithoutTheTopFolder() throws IOException {
    Path zip = zip("top-1.0/lib/a.jar", "top-1.0/lib/deep/b.jar", "top-1.0/bin/c.sh");
    Path to = temporary.resolve("to");

    Folders.unzip(zip, "lib", to);

    assertThat(to.resolve("lib/a.jar")).hasContent("top-1.0/lib/a.jar");
    assertThat(to.resolve("lib/deep/b.jar")).exists();
    assertThat(to.resolve("bin")).doesNotExist();
  }

  @Test
  void refusesAnEntryThatPointsOutside() throws IOException {
    Path zip = zip("top/lib/../../out");

    assertThatThrownBy(() -> Folders.unzip(zip, "lib", temporary.resolve("to")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("points outside");
    assertThat(temporary.resolve("out")).doesNotExist();
  }

  @Test
  void refusesAZipWithoutThePart() throws IOException {
    Path zip = zip("top/bin/a");

    assertThatThrownBy(() -> Folders.unzip(zip, "lib", temporary.resolve("to")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no folder lib");
  }

  /** A cache may be where nobody can write; a server's home is not. */
  @Test
  void whatIsCopiedCanBeWritten() throws IOException {
    Path from = Files.createDirectory(temporary.resolve("cache"));
    assertThat(Files.writeString(from.resolve("file"), "x").toFile().setReadOnly()).isTrue();

    Folders.copyFiles(from, temporary.resolve("home"));

    Path copy = temporary.resolve("home").resolve("file");
    assertThat(copy).hasContent("x");
    // Root may write anywhere, so the file is asked.
    assertThat(Files.getPosixFilePermissions(copy)).contains(PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void deletesAFolderWithAllInIt() throws IOException {
    Path folder = temporary.resolve("a");
    Files.createDirectories(folder.resolve("b/c"));
    Files.writeString(folder.resolve("b/c/d"), "x");

    Folders.delete(folder);
    Folders.delete(folder);

    assertThat(folder).doesNotExist();
  }

  private Path zip(String... names) throws IOException {
    Path file = temporary.resolve("a.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes());
      }
    }
    return file;
  }
}
