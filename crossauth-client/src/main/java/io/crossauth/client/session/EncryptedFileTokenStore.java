package io.crossauth.client.session;

import io.crossauth.error.StorageException;
import io.crossauth.internal.file.PrivateFile;
import io.crossauth.value.SealingKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sessions in sealed files. A lease is a lock of the operating system, which falls when its process
 * ends, so a crash leaves nothing locked; a change is a whole new file put in the old one's place,
 * so a crash leaves the old one or the new one.
 */
final class EncryptedFileTokenStore implements TokenStore {

  private final Path directory;
  private final SealingKey key;
  private final List<SealingKey> earlier;

  private EncryptedFileTokenStore(Path directory, SealingKey key, List<SealingKey> earlier) {
    this.directory = directory;
    this.key = key;
    this.earlier = earlier;
  }

  static TokenStore in(Path directory, SealingKey key, List<SealingKey> earlier) {
    return new EncryptedFileTokenStore(privateDirectory(directory), key, earlier);
  }

  private static Path privateDirectory(Path directory) {
    try {
      Path real = PrivateFile.directory(directory);
      if (PrivateFile.othersMayWrite(real)) {
        throw new StorageException(
            "token store: expected a directory that only its owner may write to (chmod go-w),"
                + " found one for others too",
            null);
      }
      if (PrivateFile.isOfAnother(real)) {
        throw new StorageException(
            "token store: expected a directory of the user who runs this program (chown), found"
                + " another user's",
            null);
      }
      return real;
    } catch (IOException e) {
      throw new StorageException("token store: cannot make its directory", e);
    }
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    return file(session).read().map(text -> open(text, session));
  }

  private StoredTokens open(String text, String session) {
    try {
      return StoredTokens.open(text, key, session);
    } catch (StorageException unreadable) {
      for (SealingKey before : earlier) {
        try {
          return StoredTokens.open(text, before, session);
        } catch (StorageException e) {
          // Perhaps by the next.
        }
      }
      throw unreadable;
    }
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    SessionFile file = file(session);
    String text = tokens.seal(key, session);
    boolean unused =
        file.alone(
            () -> {
              file.write(text);
              return true;
            });
  }

  @Override
  public void remove(String session) {
    SessionFile file = file(session);
    boolean unused =
        file.alone(
            () -> {
              file.delete();
              return true;
            });
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    return file(session).lease().map(lock -> new Held(session, lock));
  }

  private SessionFile file(String session) {
    return new SessionFile(directory, session);
  }

  private final class Held implements Lease {

    private final String session;
    private final Runnable lock;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Held(String session, Runnable lock) {
      this.session = session;
      this.lock = lock;
    }

    @Override
    public boolean save(StoredTokens next) {
      SessionFile file = file(session);
      String text = next.seal(key, session);
      return open.get()
          && file.alone(
              () -> {
                boolean newest =
                    find(session).filter(now -> now.version() == next.version() - 1).isPresent();
                if (newest) {
                  file.write(text);
                }
                return newest;
              });
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        lock.run();
      }
    }
  }
}
