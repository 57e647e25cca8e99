package io.crossauth.examples.modular;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An application below {@code src/modular}, a module with a {@code module-info} of its own. On its
 * module path are one artifact and what that brings, and nothing else.
 */
final class ModularApplication {

  private static final Path EXAMPLES =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
  private static final ModuleFinder JDK = ModuleFinder.ofSystem();

  private final String name;
  private final Path classes;
  private final List<Path> modulePath = new ArrayList<>();
  private final Set<String> roots = new TreeSet<>();
  private final List<String> options = new ArrayList<>();

  private ModularApplication(String name, String folder) throws IOException {
    this.name = name;
    this.classes = target().resolve(name);
    Path artifact = EXAMPLES.resolveSibling(folder).resolve("target");
    roots.add(module());
    modulePath.add(jar(artifact));
    String brought = Files.readString(artifact.resolve("runtime.classpath")).strip();
    Stream.of(brought.split(File.pathSeparator)).map(Path::of).forEach(modulePath::add);
  }

  /**
   * The application of this name.
   *
   * @param folder where its artifact is built, such as {@code crossauth-client}
   */
  static ModularApplication of(String name, String folder) throws IOException {
    return new ModularApplication(name, folder);
  }

  /** With a library of its own on the module path, the one that this class is from. */
  ModularApplication with(Class<?> library) throws URISyntaxException {
    modulePath.add(Path.of(library.getProtectionDomain().getCodeSource().getLocation().toURI()));
    return this;
  }

  /** Run with all modules of the module path, required or not. */
  ModularApplication withTheWholeModulePath() {
    ModuleFinder.of(paths()).findAll().stream()
        .map(ModuleReference::descriptor)
        .map(ModuleDescriptor::name)
        .forEach(roots::add);
    options.addAll(List.of("--add-modules", "ALL-MODULE-PATH"));
    return this;
  }

  /** What users are told about modules. */
  static String page() throws IOException {
    return Files.readString(EXAMPLES.resolveSibling("docs/modules.md"));
  }

  static Path target() {
    return EXAMPLES.resolve("target/modular");
  }

  private String module() {
    return "shop." + name;
  }

  /** Compiles the application's sources. */
  ModularApplication compiled() throws IOException {
    Path sources = EXAMPLES.resolve("src/modular").resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of("--release", "17", "--module-path", joined(modulePath), "-d", "" + classes));
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".java")) {
          arguments.add(file.toString());
        } else {
          Path copy = classes.resolve(sources.relativize(file));
          Files.createDirectories(copy.getParent());
          Files.write(copy, Files.readAllBytes(file));
        }
      }
    }
    tool("javac", arguments);
    modulePath.add(0, classes);
    return this;
  }

  /**
   * The modules of the JDK, beside {@code java.base}, that the descriptors ask for: of the
   * application, of ours, and of the libraries.
   */
  Set<String> jdkModules() {
    Configuration resolved = Configuration.empty().resolve(JDK, ModuleFinder.of(paths()), roots);
    return resolved.modules().stream()
        .map(ResolvedModule::reference)
        .map(ModuleReference::descriptor)
        .filter(module -> JDK.find(module.name()).isEmpty())
        .map(ModuleDescriptor::requires)
        .flatMap(Collection::stream)
        .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
        .map(Requires::name)
        .filter(required -> !required.equals("java.base"))
        .filter(required -> JDK.find(required).isPresent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Starts the application on a runtime of those modules alone, with the elliptic curves. */
  Running run(String... arguments) throws IOException {
    return run(LinkedJdk.of(jdkModules()), arguments);
  }

  /** Starts the application on this runtime. */
  Running run(LinkedJdk jdk, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(List.of("--module-path", joined(modulePath)));
    command.addAll(options);
    command.addAll(List.of("--module", module() + "/" + module() + ".Main"));
    command.addAll(List.of(arguments));
    return Running.start(command);
  }

  /** The descriptor of a module on the module path. */
  ModuleDescriptor descriptor(String other) {
    return ModuleFinder.of(paths()).find(other).orElseThrow().descriptor();
  }

  private static Path jar(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().matches("crossauth-.*\\.jar"))
              .filter(file -> !file.toString().endsWith("-tests.jar"))
              .toList();
      assertThat(jars).as("the jar below " + folder).hasSize(1);
      return jars.get(0);
    }
  }

  static void tool(String name, List<String> arguments) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    ToolProvider tool =
        ToolProvider.findFirst(name)
            .orElseThrow(
                () ->
                    new AssertionError(
                        "expected a whole JDK, found a runtime without "
                            + name
                            + ": let JAVA_HOME be a JDK"));
    int exit = tool.run(out, out, arguments.toArray(String[]::new));
    assertThat(exit).as("%s %s%n%s", name, String.join(" ", arguments), said).isZero();
  }

  private Path[] paths() {
    return modulePath.toArray(Path[]::new);
  }

  private static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
