package io.crossauth.testkit.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A database into which our realm was imported and nothing else has happened, with the keys of its
 * clients beside it.
 */
final class PristineRealm {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final List<String> IMPORT = List.of("import", "--optimized", "--file");
  private static final String KEYS = "client-keys.json";
  private static final String DATABASE = "keycloakdb.mv.db";

  private final Path folder;

  private PristineRealm(Path folder) {
    this.folder = folder;
  }

  /** The realm in the cache, imported now if it is not there as it is written today. */
  static PristineRealm in(Cache cache, Installation installation, Progress progress)
      throws IOException {
    String fingerprint = Fingerprint.of(installation.name(), Realm.template(), IMPORT.toString());
    return new PristineRealm(
        cache.folder(
            installation.name() + "-realm-" + fingerprint,
            unfinished -> {
              progress.say("importing the realm");
              new PristineRealm(unfinished).make(installation);
            }));
  }

  private void make(Installation installation) throws IOException {
    ClientKeys keys = ClientKeys.generate();
    keys.write(folder.resolve(KEYS));
    Path file = folder.resolve(Realm.FILE_NAME);
    Files.writeString(file, Realm.withKeys(keys));
    Path home = folder.resolve("home");
    installation.furnish(home);
    List<String> command = new ArrayList<>(IMPORT);
    command.add(file.toString());
    installation.run("importing the realm", home, command).awaitSuccess(PATIENCE);
    Files.move(database(home), folder.resolve(DATABASE));
    Folders.delete(home);
  }

  ClientKeys keys() throws IOException {
    return ClientKeys.read(folder.resolve(KEYS));
  }

  /** Puts a copy of the database into a home. */
  void copyInto(Path home) throws IOException {
    Path database = database(home);
    Files.createDirectories(database.getParent());
    Folders.copyFile(folder.resolve(DATABASE), database);
  }

  private static Path database(Path home) {
    return home.resolve("data").resolve("h2").resolve(DATABASE);
  }
}
