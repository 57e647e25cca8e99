package io.crossauth.client.session;

import io.crossauth.value.Secret;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The library once more in this process, as a second web application has it. */
final class OtherLoader implements AutoCloseable {

  private final URLClassLoader loader;
  private final Object store;

  OtherLoader(Path directory, String key) throws ReflectiveOperationException {
    this.loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
    Class<?> secret = load(Secret.class.getName());
    Class<?> sealing = load("io.crossauth.value.SealingKey");
    Object text = secret.getMethod("of", String.class).invoke(null, key);
    Object sealingKey = sealing.getMethod("of", secret).invoke(null, text);
    Object none = Array.newInstance(sealing, 0);
    this.store =
        load(TokenStore.class.getName())
            .getMethod("encryptedFiles", Path.class, sealing, none.getClass())
            .invoke(null, directory, sealingKey, none);
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    Class<?> loaded = loader.loadClass(name);
    if (loaded.getClassLoader() != loader) {
      throw new IllegalStateException(name + " is the same class");
    }
    return loaded;
  }

  private static URL[] classPath() {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      try {
        urls.add(Path.of(entry).toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }
    return urls.toArray(URL[]::new);
  }

  /** Whether it gets the lease, which it keeps. */
  boolean leases(String session) throws ReflectiveOperationException {
    Method lease =
        load(TokenStore.class.getName()).getMethod("lease", String.class, Duration.class);
    return ((Optional<?>) lease.invoke(store, session, Duration.ofMinutes(5))).isPresent();
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
