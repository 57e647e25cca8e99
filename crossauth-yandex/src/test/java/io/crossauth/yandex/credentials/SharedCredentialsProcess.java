package io.crossauth.yandex.credentials;

import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** What another process, or another class loader, does to a shared file: it counts. */
public final class SharedCredentialsProcess {

  private SharedCredentialsProcess() {}

  /** Arguments: the file, the key, how often. */
  public static void main(String[] args) throws Exception {
    CredentialStore store = store(Path.of(args[0]), args[1]);
    System.out.println("ready");
    System.in.read();
    count(store, Integer.parseInt(args[2]));
  }

  /** Counts in a file. */
  public static void count(String file, String key, int times) {
    count(store(Path.of(file), key), times);
  }

  static CredentialStore store(Path file, String key) {
    return CredentialStore.encryptedFile(file, SealingKey.of(Secret.of(key)));
  }

  static void count(CredentialStore store, int times) {
    for (int done = 0; done < times; ) {
      PassportCredentials before = store.load().orElseThrow();
      PassportCredentials after = numbered(before.uid().getAsLong() + 1);
      done += store.replace(Optional.of(before), Optional.of(after)) ? 1 : 0;
    }
  }

  static PassportCredentials numbered(long number) {
    return new PassportCredentials(
        Secret.of("test-x-token"),
        Optional.empty(),
        OptionalLong.of(number),
        Optional.empty(),
        Optional.empty());
  }
}
