package io.crossauth.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What programs can see has its Javadoc; and every package says what it is for. */
class JavadocTest {

  @Test
  void everyPublicTypeAndMethodHasJavadoc() throws IOException {
    List<String> missing = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  new StringWriter(),
                  files,
                  diagnostic -> {},
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(House.sources()));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Reader(docs, unit, missing).scan(new TreePath(unit), null);
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<Path> sources = Set.copyOf(House.sources());

    assertThat(sources)
        .filteredOn(source -> !source.endsWith("module-info.java"))
        .allMatch(source -> sources.contains(source.resolveSibling("package-info.java")));
  }

  /** Visits what a program can see of one file. */
  private static final class Reader extends TreePathScanner<Void, Void> {

    private final DocTrees docs;
    private final CompilationUnitTree unit;
    private final List<String> missing;

    Reader(DocTrees docs, CompilationUnitTree unit, List<String> missing) {
      this.docs = docs;
      this.unit = unit;
      this.missing = missing;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (!isPublic(type.getModifiers().getFlags(), getCurrentPath().getParentPath())) {
        return null;
      }
      require(type.getSimpleName().toString());
      return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      boolean override =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
      if (!override
          && isPublic(method.getModifiers().getFlags(), getCurrentPath().getParentPath())) {
        require(method.getName().toString());
      }
      return null;
    }

    /** Members of interfaces are public without saying so. */
    private static boolean isPublic(Set<Modifier> flags, TreePath parent) {
      Tree owner = parent.getLeaf();
      boolean ofInterface =
          owner instanceof ClassTree type
              && (type.getKind() == Kind.INTERFACE || type.getKind() == Kind.ANNOTATION_TYPE);
      return flags.contains(Modifier.PUBLIC)
          || flags.contains(Modifier.PROTECTED)
          || (ofInterface && !flags.contains(Modifier.PRIVATE));
    }

    private void require(String name) {
      if (docs.getDocComment(getCurrentPath()) == null) {
        Path file = Path.of(unit.getSourceFile().toUri());
        missing.add(House.root().relativize(file) + ": " + name);
      }
    }
  }
}
