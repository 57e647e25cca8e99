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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out and compares the versions of jars. */
public final class Versions {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private Versions() {}

  /**
   * The version of the jar that a class comes from: as Maven wrote it into the jar, or as the jar's
   * name or module says. A manifest is not asked: of a jar made of many, it is the program's.
   */
  static Optional<String> of(Class<?> member, String group, String artifact) {
    return written(member, group, artifact)
        .or(() -> named(member, artifact))
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
    Matcher name =
        Pattern.compile("[/\\\\]" + Pattern.quote(artifact) + "-(\\d[^/\\\\!]*)\\.jar")
            .matcher(source.getLocation().getPath());
    return name.find() ? Optional.of(name.group(1)) : Optional.empty();
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
    for (String part : version.split("[.-]", -1)) {
      if (!NUMBER.matcher(part).matches()) {
        break;
      }
      numbers.add(Integer.valueOf(part));
    }
    return numbers;
  }
}
