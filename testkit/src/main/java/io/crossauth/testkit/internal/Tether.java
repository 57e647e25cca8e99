package io.crossauth.testkit.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A Java agent that ends its process when the process that started it is gone.
 *
 * <p>The system closes a pipe at whatever death of its writer, {@code kill -9} included, and the
 * agent reads the standard input until that happens.
 */
public final class Tether implements Runnable {

  private Tether() {}

  /** Ties the process that this agent is loaded into. */
  public static void premain(String options) {
    Thread thread = new Thread(new Tether(), "tether");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The pipe is broken: the same news.
    }
    Runtime.getRuntime().halt(1);
  }

  /** Writes the agent's jar, this class alone. */
  public static void write(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Tether.class.getName());
    try (InputStream code = Tether.class.getResourceAsStream("Tether.class");
        OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest)) {
      entries.putNextEntry(new JarEntry(Tether.class.getName().replace('.', '/') + ".class"));
      Objects.requireNonNull(code).transferTo(entries);
    }
  }
}
