package io.crossauth.examples.modular;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A runtime of a few modules of this JDK, linked by {@code jlink} and kept for the next who needs
 * the same. The applications are not linked into it: {@code jlink} takes no automatic modules.
 */
final class LinkedJdk {

  /**
   * Elliptic curves up to JDK 21: a service, which no descriptor requires, and without which most
   * servers cannot be spoken to by TLS. Since JDK 22 they are in {@code java.base}.
   */
  private static final String CURVES = "jdk.crypto.ec";

  private final Path home;

  private LinkedJdk(Path home) {
    this.home = home;
  }

  /** Of these modules, what they require, and the elliptic curves. */
  static LinkedJdk of(Set<String> modules) throws IOException {
    Set<String> roots = new TreeSet<>(modules);
    if (Runtime.version().feature() < 22) {
      roots.add(CURVES);
    }
    return ofNoOther(roots);
  }

  /** Of these modules and what they require. */
  static synchronized LinkedJdk ofNoOther(Set<String> roots) throws IOException {
    String list =
        Configuration.empty()
            .resolve(ModuleFinder.ofSystem(), ModuleFinder.of(), roots)
            .modules()
            .stream()
            .map(ResolvedModule::name)
            .sorted()
            .collect(Collectors.joining(","));
    Path home =
        ModularApplication.target()
            .resolve("jdk-" + Runtime.version() + "-" + Integer.toHexString(list.hashCode()));
    Path done = home.resolveSibling(home.getFileName() + ".done");
    if (!Files.exists(done)) {
      link(list, home);
      Files.createFile(done);
    }
    return new LinkedJdk(home);
  }

  private static void link(String modules, Path home) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--add-modules",
                modules,
                "--no-header-files",
                "--no-man-pages",
                "--output",
                home.toString()));
    try {
      ModularApplication.tool("jlink", arguments);
    } catch (AssertionError e) {
      if (Files.isDirectory(Path.of(System.getProperty("java.home"), "jmods"))) {
        throw e;
      }
      throw new AssertionError(
          "expected a JDK that jlink can link from, found one without the folder jmods that does"
              + " not link from its own image either: install its jmods (some systems have a"
              + " package of their own for them), or let JAVA_HOME be another JDK",
          e);
    }
  }

  Path java() {
    return home.resolve("bin").resolve("java");
  }
}
