package io.crossauth.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file with secrets is its owner's alone, and is there as a whole. */
class PrivateFileTest {

  @TempDir private Path folder;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  @DisplayName("it is replaced as a whole, is its owner's alone, and leaves nothing beside it")
  void replaced() throws IOException {
    Path file = folder.resolve("tokens");
    Files.writeString(folder.resolve("tokens.new"), "what a crash has left");

    PrivateFile.replace(file, "one");
    PrivateFile.replace(file, "zwei ✓");

    assertThat(file).hasContent("zwei ✓");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  @DisplayName("when it cannot be put in its place, the new one goes and the old one stays")
  void failed() throws IOException {
    Path file = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(file.resolve("inside"), "x");

    assertThatThrownBy(() -> PrivateFile.replace(file, "one")).isInstanceOf(IOException.class);

    assertThat(file.resolve("inside")).hasContent("x");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  @DisplayName("a directory is made for its owner; one that others may write to is told apart")
  void directories() throws IOException {
    Path made = PrivateFile.directory(folder.resolve("a/b"));

    assertThat(mode(made)).isEqualTo("rwx------");
    assertThat(PrivateFile.othersMayWrite(made)).isFalse();
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwx---"));
    assertThat(PrivateFile.othersMayWrite(made)).isTrue();
  }

  @Test
  @DisplayName("a lock file is made when it is first opened")
  void locks() throws IOException {
    Path file = folder.resolve("lock");
    FileChannel channel = PrivateFile.openForLock(file);

    PrivateFile.closeQuietly(channel);

    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  @DisplayName("attack 17: what a crash has left beside a file goes with it, and by itself")
  void deleted() throws IOException {
    Path file = folder.resolve("a.tokens");
    Path left = folder.resolve("a.tokens.new");
    Path others = Files.writeString(folder.resolve("b.tokens.new"), "of another session");
    Files.writeString(file, "old");
    Files.writeString(left, "what a crash has left");

    PrivateFile.delete(file);

    assertThat(file).doesNotExist();
    assertThat(left).doesNotExist();
    assertThat(others).exists();
    Files.writeString(left, "what a crash has left of a first save");
    PrivateFile.delete(file);
    assertThat(left).doesNotExist();
    PrivateFile.delete(file);
  }

  @Test
  @DisplayName("attack 17: another's directory is told apart, for the superuser too")
  void owners() throws IOException {
    assertThat(PrivateFile.isOfAnother(folder)).isFalse();
    assertThat(PrivateFile.isOfAnother(folder, path -> named(path.equals(folder) ? "eve" : "root")))
        .isTrue();
    assertThat(
            PrivateFile.isOfAnother(folder, path -> named(path.equals(folder) ? "root" : "alice")))
        .isTrue();
    assertThat(PrivateFile.isOfAnother(folder, path -> named("root"))).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  private static UserPrincipal named(String name) {
    return new User(name);
  }

  private record User(String getName) implements UserPrincipal {
    @Override
    public String getName() {
      return getName;
    }
  }
}
