package io.crossauth.client.session;

import io.crossauth.error.StorageException;
import io.crossauth.internal.file.PrivateFile;
import io.crossauth.platform.Platform;
import io.crossauth.value.SealingKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sessions in sealed files. A lease stands in the session's file with its owner, and a save names
 * it; a change is a whole new file, so a crash leaves the old one or the new one.
 */
final class EncryptedFileTokenStore implements TokenStore {

  private static final int FENCE_BYTES = 16;

  private final Platform platform = Platform.system();
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
        throw StorageException.refused(
            "token store: expected a directory that only its owner may write to (chmod go-w),"
                + " found one for others too",
            null);
      }
      if (PrivateFile.isOfAnother(real)) {
        throw StorageException.refused(
            "token store: expected a directory of the user who runs this program (chown), found"
                + " another user's",
            null);
      }
      SessionFile.clean(real);
      return real;
    } catch (IOException e) {
      throw SessionFile.failed("token store: cannot make its directory", e);
    }
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    return file(session).read().map(state -> open(state, session));
  }

  private StoredTokens open(SessionFile.State state, String session) {
    return StoredTokens.open(state.sealed(), key, earlier, session);
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    SessionFile file = file(session);
    String sealed = tokens.seal(key, session);
    boolean stored = false;
    while (!stored) {
      Optional<SessionFile.State> before = file.read();
      stored =
          before.isPresent()
              ? file.replace(before.get(), sealed, Optional.empty())
              : file.create(sealed);
    }
  }

  @Override
  public void remove(String session) {
    file(session).remove();
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    return file(session)
        .read()
        .filter(state -> state.lease().filter(lease -> !lease.abandoned()).isEmpty())
        .flatMap(state -> leased(state, session, ttl));
  }

  @Override
  public Optional<String> overdue(String session) {
    return file(session).read().flatMap(this::overdue);
  }

  private Optional<String> overdue(SessionFile.State state) {
    return state.lease().filter(lease -> lease.over(platform.now())).map(FileLease::fence);
  }

  @Override
  public Optional<Lease> takeOver(String session, String overdue, Duration ttl) {
    return file(session)
        .read()
        .filter(state -> overdue(state).filter(overdue::equals).isPresent())
        .flatMap(state -> leased(state, session, ttl));
  }

  private Optional<Lease> leased(SessionFile.State before, String session, Duration ttl) {
    String fence = platform.random().text(FENCE_BYTES);
    FileLease lease = FileLease.of(fence, platform.now().plus(ttl));
    boolean taken = file(session).replace(before, before.sealed(), Optional.of(lease));
    return taken ? Optional.of(new Held(session, fence)) : Optional.empty();
  }

  private SessionFile file(String session) {
    return new SessionFile(directory, session);
  }

  private final class Held implements Lease {

    private final String session;
    private final String fence;

    Held(String session, String fence) {
      this.session = session;
      this.fence = fence;
    }

    private Optional<SessionFile.State> mine() {
      return file(session)
          .read()
          .filter(state -> state.lease().filter(held -> held.fence().equals(fence)).isPresent());
    }

    @Override
    public boolean save(StoredTokens next) {
      return mine().filter(state -> saved(state, next, state.lease())).isPresent();
    }

    @Override
    public boolean saveAndClose(StoredTokens next) {
      return mine().filter(state -> saved(state, next, Optional.empty())).isPresent();
    }

    private boolean saved(SessionFile.State state, StoredTokens next, Optional<FileLease> after) {
      return open(state, session).version() == next.version() - 1
          && file(session).replace(state, next.seal(key, session), after);
    }

    @Override
    public void close() {
      Optional<SessionFile.State> mine = mine();
      while (mine.isPresent()
          && !file(session).replace(mine.get(), mine.get().sealed(), Optional.empty())) {
        mine = mine();
      }
    }
  }
}
