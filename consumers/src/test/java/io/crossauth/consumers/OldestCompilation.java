package io.crossauth.consumers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles our sources with the oldest libraries, and compares the classes with those that the
 * build has made with the newest. Where they name the same fields and methods, each that ours use
 * is there in both, under the same signature.
 */
final class OldestCompilation {

  private final Settings settings;
  private final Path output;

  OldestCompilation(Settings settings) {
    this.settings = settings;
    this.output = settings.target().resolve("oldest");
  }

  /** What is wrong: what the compiler says, or which classes differ; empty if nothing is. */
  List<String> faults(List<Path> classPath) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> said = new ArrayList<>();
    List<String> options = new ArrayList<>(List.of("-proc:none", "-parameters", "-g", "-nowarn"));
    options.addAll(List.of("--release", "17", "-d", Files.createDirectories(output).toString()));
    options.addAll(List.of("-cp", ofOthers(classPath)));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      compiler
          .getTask(
              null,
              files,
              fault -> said.add(fault.toString()),
              options,
              null,
              files.getJavaFileObjectsFromPaths(sources()))
          .call();
    }
    said.removeIf(line -> !line.contains("error:"));
    return said.isEmpty() ? differences() : said;
  }

  private String ofOthers(List<Path> classPath) {
    return classPath.stream()
        .map(Path::toString)
        .filter(jar -> !jar.contains(File.separator + "io" + File.separator + "crossauth"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path module : modules()) {
      sources.addAll(files(module.resolve("src/main/java"), ".java"));
    }
    return sources;
  }

  private List<String> differences() throws IOException {
    List<String> different = new ArrayList<>();
    for (Path module : modules()) {
      Path classes = module.resolve("target/classes");
      for (Path made : files(classes, ".class")) {
        Path again = output.resolve(classes.relativize(made));
        if (!Files.exists(again)
            || !References.of(Files.readAllBytes(made))
                .equals(References.of(Files.readAllBytes(again)))) {
          different.add("other references with the oldest libraries: " + classes.relativize(made));
        }
      }
    }
    return different;
  }

  private List<Path> modules() {
    return Arrays.stream(Artifact.values())
        // The starter is compiled against the oldest Boot as it is.
        .filter(artifact -> artifact != Artifact.TESTKIT && artifact.standsAlone())
        .map(artifact -> settings.root().resolve(artifact.folder()))
        .toList();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.getFileName().toString().startsWith("module-info"))
          .toList();
    }
  }
}
