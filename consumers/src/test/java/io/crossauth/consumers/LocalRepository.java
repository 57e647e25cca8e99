package io.crossauth.consumers;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A local repository that holds our artifacts as they were just built, and shares all others with
 * the user's own by links: nothing of ours is installed there, and nothing is fetched twice.
 */
final class LocalRepository {

  private final Settings settings;
  private final Path folder;

  private LocalRepository(Settings settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
  }

  static LocalRepository make(Settings settings) throws IOException {
    Path folder = settings.target().resolve("repository");
    LocalRepository made = new LocalRepository(settings, folder);
    Path ours = folder.resolve("io/crossauth");
    Files.createDirectories(ours);
    Files.createDirectories(settings.repository());
    link(settings.repository(), folder, "io");
    if (Files.isDirectory(settings.repository().resolve("io"))) {
      link(settings.repository().resolve("io"), folder.resolve("io"), "crossauth");
    }
    made.put("crossauth-parent", settings.root(), "");
    made.put("crossauth-bom", settings.root().resolve("bom"), "");
    for (Artifact artifact : Artifact.values()) {
      made.put(artifact.id(), settings.root().resolve(artifact.folder()), ".jar");
    }
    return made;
  }

  Path folder() {
    return folder;
  }

  private static void link(Path from, Path to, String except) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(from, Files::isDirectory)) {
      for (Path entry : entries) {
        Path link = to.resolve(entry.getFileName());
        if (!entry.endsWith(except) && !Files.exists(link)) {
          Files.createSymbolicLink(link, entry.toAbsolutePath());
        }
      }
    }
  }

  private void put(String id, Path module, String packaging) throws IOException {
    String name = id + "-" + settings.version();
    Path place = folder.resolve("io/crossauth").resolve(id).resolve(settings.version());
    Files.createDirectories(place);
    Files.copy(
        module.resolve("pom.xml"),
        place.resolve(name + ".pom"),
        StandardCopyOption.REPLACE_EXISTING);
    if (!packaging.isEmpty()) {
      Files.copy(
          module.resolve("target").resolve(name + packaging),
          place.resolve(name + packaging),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
