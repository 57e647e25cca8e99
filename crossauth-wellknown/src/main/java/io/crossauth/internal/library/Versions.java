package io.crossauth.internal.library;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Finds out and compares the versions of jars. */
public final class Versions {

  private static final String JAR = ".jar";

  /** More digits are no int, and no version. */
  private static final int MOST_DIGITS = 9;

  private Versions() {}

  /**
   * The version of the jar that a class comes from: as the jar's name says, as Maven wrote it into
   * the jar, or as its module says. A manifest is not asked: of a jar made of many, it is the
   * program's. The name comes first since it costs nothing: to look for what Maven wrote opens
   * every jar of the class path.
   */
  static Optional<String> of(Class<?> member, String group, String artifact) {
    Optional<String> named = named(member, artifact);
    return named.isPresent()
        ? named
        : written(member, group, artifact)
            .or(
                () ->
                    Optional.ofNullable(member.getModule().getDescriptor())
                        .flatMap(descriptor -> descriptor.rawVersion()));
  }

  /** Of the jar of the class alone: jars that hold copies of libraries describe these, too. */
  private static Optional<String> written(Class<?> member, String group, String artifact) {
    String path = "META-INF/maven/" + group + "/" + artifact + "/pom.properties";
    ClassLoader loader = member.getClassLoader();
    CodeSource source = member.getProtectionDomain().getCodeSource();
    if (loader == null || source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      for (URL found : Collections.list(loader.getResources(path))) {
        if (found.toString().contains(source.getLocation().toString())) {
          return version(found);
        }
      }
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> version(URL properties) throws IOException {
    URLConnection connection = properties.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      Properties read = new Properties();
      read.load(in);
      return Optional.ofNullable(read.getProperty("version"));
    }
  }

  private static Optional<String> named(Class<?> member, String artifact) {
    CodeSource source = member.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    return named(source.getLocation().getPath(), artifact);
  }

  /** What stands between the artifact and the end of a jar's name, if that begins with a digit. */
  static Optional<String> named(String path, String artifact) {
    String name = artifact + "-";
    for (int at = path.indexOf(name); at >= 0; at = path.indexOf(name, at + 1)) {
      int begin = at + name.length();
      int end = path.indexOf(JAR, begin);
      if (at > 0 && isSeparator(path.charAt(at - 1)) && end > begin) {
        String version = path.substring(begin, end);
        if (isDigit(version.charAt(0)) && !hasSeparator(version)) {
          return Optional.of(version);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isSeparator(int c) {
    return c == '/' || c == '\\' || c == '!';
  }

  private static boolean hasSeparator(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isSeparator(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Whether a version comes before another. Numbers count, what follows them does not: {@code
   * 5.5-beta1} is as new as {@code 5.5}. What has no number at all is not older.
   */
  public static boolean isOlder(String version, String than) {
    List<Integer> some = numbers(version);
    List<Integer> others = numbers(than);
    if (some.isEmpty()) {
      return false;
    }
    for (int i = 0; i < others.size(); i++) {
      int one = i < some.size() ? some.get(i) : 0;
      if (one != others.get(i)) {
        return one < others.get(i);
      }
    }
    return false;
  }

  private static List<Integer> numbers(String version) {
    List<Integer> numbers = new ArrayList<>();
    int at = 0;
    while (at < version.length()) {
      int begin = at;
      while (at < version.length() && isDigit(version.charAt(at))) {
        at++;
      }
      boolean whole = at == version.length() || ".-".indexOf(version.charAt(at)) >= 0;
      if (at == begin || at - begin > MOST_DIGITS || !whole) {
        break;
      }
      numbers.add(Integer.valueOf(version.substring(begin, at++)));
    }
    return numbers;
  }
}
