package io.crossauth.comingfrom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The public types of some jars or directories, found by their simple names. */
final class Types {

  private final Map<String, List<String>> bySimpleName = new HashMap<>();

  /**
   * @param places jars, or directories of classes
   */
  static Types in(List<Path> places) {
    Types types = new Types();
    for (Path place : places) {
      try {
        if (Files.isDirectory(place)) {
          types.index(place);
        } else {
          try (FileSystem jar = FileSystems.newFileSystem(place)) {
            types.index(jar.getPath("/"));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return types;
  }

  private void index(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.startsWith("META-INF"))
          .map(file -> file.substring(0, file.length() - 6).replace('/', '.'))
          .filter(name -> !name.contains(".internal."))
          .forEach(
              name ->
                  bySimpleName
                      .computeIfAbsent(
                          name.substring(name.lastIndexOf('.') + 1), none -> new ArrayList<>())
                      .add(name));
    }
  }

  /**
   * Whether a public type, constructor, method or constant is there.
   *
   * @param code {@code Type}, {@code new Type(…)}, {@code Type.Nested.member} or {@code
   *     Type.method(…)}
   */
  boolean have(String code) {
    boolean constructor = code.startsWith("new ");
    int end = code.indexOf('(');
    String name = code.substring(constructor ? 4 : 0, end < 0 ? code.length() : end);
    String type = name.replace('.', '$');
    if (constructor) {
      return types(type).stream().anyMatch(found -> found.getConstructors().length > 0);
    }
    if (end < 0 && !types(type).isEmpty()) {
      return true;
    }
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      return false;
    }
    String member = name.substring(dot + 1);
    return types(name.substring(0, dot).replace('.', '$')).stream()
        .flatMap(found -> members(found, end < 0))
        .anyMatch(found -> found.getName().equals(member));
  }

  private List<Class<?>> types(String binaryName) {
    return bySimpleName.getOrDefault(binaryName, List.of()).stream()
        .<Class<?>>map(Types::load)
        .filter(type -> Modifier.isPublic(type.getModifiers()))
        .toList();
  }

  private static Stream<Member> members(Class<?> type, boolean fields) {
    Stream<Member> methods = Arrays.stream(type.getMethods());
    return fields ? Stream.concat(methods, Arrays.stream(type.getFields())) : methods;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Types.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
