package io.crossauth.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * How large the public surface and the files are, printed and held against a budget. An ADR raises
 * the budget, nothing else.
 */
class FiguresTest {

  private static final List<String> MODULES =
      List.of(
          "crossauth-wellknown", "crossauth-tokenconsumer", "crossauth-client", "crossauth-yandex");

  private static final int PUBLIC_TYPES = 159;
  private static final int NESTED_PUBLIC_TYPES = 47;
  private static final int LINES_OF_CODE = 300;

  /** ADR 47: a builder has four lines for each option, and nothing to be taken apart. */
  private static final int LINES_OF_CODE_OF_BUILDERS = 340;

  private static final int LINES_OF_FACADES_AND_BUILDERS = 900;

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

  /** Public types of a module outside its internal packages. */
  private record Surface(int top, int nested) {}

  @Test
  void thePublicSurfaceStaysWithinItsBudget() throws IOException {
    Map<String, Surface> surfaces = new LinkedHashMap<>();
    for (String module : MODULES) {
      surfaces.put(module, surface(module));
    }
    int top = surfaces.values().stream().mapToInt(Surface::top).sum();
    int nested = surfaces.values().stream().mapToInt(Surface::nested).sum();

    surfaces.forEach(
        (module, surface) ->
            System.out.printf(
                "public types of %-24s %4d, nested %3d%n",
                module + ":", surface.top(), surface.nested()));
    System.out.printf(
        "public types in all:                      %4d, nested %3d (at most %d, %d)%n",
        top, nested, PUBLIC_TYPES, NESTED_PUBLIC_TYPES);
    assertThat(top).isLessThanOrEqualTo(PUBLIC_TYPES);
    assertThat(nested).isLessThanOrEqualTo(NESTED_PUBLIC_TYPES);
  }

  @Test
  void filesStayShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : Codebase.sources()) {
      String text = Files.readString(file);
      long all = text.lines().count();
      long code = COMMENT.matcher(text).replaceAll("").lines().filter(l -> !l.isBlank()).count();
      int most =
          file.toString().endsWith("Builder.java") ? LINES_OF_CODE_OF_BUILDERS : LINES_OF_CODE;
      if (code > most || all > LINES_OF_FACADES_AND_BUILDERS) {
        tooLong.add(Codebase.root().relativize(file) + ": " + code + " of " + all);
      }
    }

    System.out.printf("files over %d lines of code: %d%n", LINES_OF_CODE, tooLong.size());
    assertThat(tooLong).isEmpty();
  }

  private static Surface surface(String module) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int top = 0;
    int nested = 0;
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  new StringWriter(),
                  files,
                  diagnostic -> {},
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(
                      Codebase.sources(module).stream()
                          .filter(file -> !file.toString().contains("internal"))
                          .toList()));
      for (CompilationUnitTree unit : task.parse()) {
        for (Tree type : unit.getTypeDecls()) {
          if (type instanceof ClassTree tree && isPublic(tree, false)) {
            top++;
            nested += nested(tree);
          }
        }
      }
    }
    return new Surface(top, nested);
  }

  /** Types within a type, at any depth, that a program can name. */
  private static int nested(ClassTree owner) {
    boolean ofInterface =
        Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE).contains(owner.getKind());
    int count = 0;
    for (Tree member : owner.getMembers()) {
      if (member instanceof ClassTree type && isPublic(type, ofInterface)) {
        count += 1 + nested(type);
      }
    }
    return count;
  }

  private static boolean isPublic(ClassTree type, boolean ofInterface) {
    Set<Modifier> flags = type.getModifiers().getFlags();
    return flags.contains(Modifier.PUBLIC) || (ofInterface && !flags.contains(Modifier.PRIVATE));
  }
}
