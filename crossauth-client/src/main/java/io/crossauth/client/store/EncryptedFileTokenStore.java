package io.crossauth.client.store;

import io.crossauth.value.SealingKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in sealed files. A lease is a lock of the operating system, which falls when its process
 * ends, so a crash leaves nothing locked; a change is a whole new file put in the old one's place,
 * so a crash leaves the old one or the new one.
 */
final class EncryptedFileTokenStore implements TokenStore {

  private static final long MAX_BYTES = 1024 * 1024;

  private final Path directory;
  private final SealingKey key;
  private final ConcurrentMap<String, Object> leases = new ConcurrentHashMap<>();

  private EncryptedFileTokenStore(Path directory, SealingKey key) {
    this.directory = directory;
    this.key = key;
  }

  static TokenStore in(Path directory, SealingKey key) {
    PrivateFiles.makeDirectory(directory);
    return new EncryptedFileTokenStore(directory, key);
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    Path file = file(session, "tokens");
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new TokenStoreException("token store: expected a file of at most 1 MiB", null);
      }
      return Optional.of(StoredTokens.open(Files.readString(file), key, session));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new TokenStoreException("token store: cannot read a session", e);
    }
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    PrivateFiles.replace(file(session, "tokens"), tokens.seal(key, session));
  }

  @Override
  public void remove(String session) {
    try {
      Files.deleteIfExists(file(session, "tokens"));
    } catch (IOException e) {
      throw new TokenStoreException("token store: cannot remove a session", e);
    }
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    Object holder = new Object();
    // The system's lock is the process's; between our threads this map decides.
    if (leases.putIfAbsent(session, holder) != null) {
      return Optional.empty();
    }
    FileChannel channel = null;
    try {
      channel = PrivateFiles.open(file(session, "lock"), StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new Held(session, holder, channel));
      }
    } catch (OverlappingFileLockException e) {
      // Another store of this process holds it.
    } catch (IOException e) {
      release(session, holder, channel);
      throw new TokenStoreException("token store: cannot lock a session", e);
    }
    release(session, holder, channel);
    return Optional.empty();
  }

  private void release(String session, Object holder, @Nullable FileChannel channel) {
    leases.remove(session, holder);
    PrivateFiles.closeQuietly(channel);
  }

  private Path file(String session, String kind) {
    return directory.resolve(PrivateFiles.nameFor(session) + "." + kind);
  }

  private final class Held implements Lease {

    private final String session;
    private final Object holder;
    private final FileChannel channel;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Held(String session, Object holder, FileChannel channel) {
      this.session = session;
      this.holder = holder;
      this.channel = channel;
    }

    @Override
    public boolean save(StoredTokens next) {
      if (!open.get()) {
        return false;
      }
      boolean newest = find(session).filter(now -> now.version() == next.version() - 1).isPresent();
      if (newest) {
        put(session, next);
      }
      return newest;
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        release(session, holder, channel);
      }
    }
  }
}
