package io.crossauth.examples.architecture;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the compiler's doclint says of the Javadoc that programs can see. */
final class DocLint {

  private static final List<String> INTERNAL =
      List.of(
          "io.crossauth.internal",
          "io.crossauth.client.internal",
          "io.crossauth.tokenconsumer.internal",
          "io.crossauth.yandex.internal",
          "io.crossauth.testkit.internal");

  private DocLint() {}

  /**
   * Reads the public and protected elements of these sources.
   *
   * @return a line for each gap: the file, its line, what is missing
   */
  static List<String> gaps(List<Path> sources) {
    List<Path> files = sources.stream().filter(file -> !file.endsWith("module-info.java")).toList();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    Path classes = folder();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(found, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  new StringWriter(),
                  manager,
                  found,
                  List.of(
                      "-proc:none",
                      "-Xmaxwarns",
                      "10000",
                      "-d",
                      classes.toString(),
                      "-classpath",
                      System.getProperty("java.class.path"),
                      "-Xdoclint:all/protected",
                      "-Xdoclint/package:" + withoutInternal()),
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!compiled) {
        throw new IllegalStateException("not compiled: " + errors(found));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(classes);
    }
    List<String> lines = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> one : found.getDiagnostics()) {
      if (one.getSource() != null && one.getCode().contains("proc.messager")) {
        lines.add(line(one));
      }
    }
    return lines;
  }

  private static String line(Diagnostic<? extends JavaFileObject> one) {
    Path file = Codebase.root().relativize(Path.of(one.getSource().toUri()));
    return file + ":" + one.getLineNumber() + ": " + one.getMessage(null);
  }

  private static List<String> errors(DiagnosticCollector<JavaFileObject> found) {
    return found.getDiagnostics().stream()
        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
        .map(Object::toString)
        .toList();
  }

  private static String withoutInternal() {
    return String.join(
        ",", INTERNAL.stream().flatMap(name -> Stream.of("-" + name, "-" + name + ".*")).toList());
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("doclint");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
