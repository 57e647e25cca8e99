package io.crossauth.consumers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The project of a program on disk. */
final class Project {

  private static final List<String> ALWAYS = List.of("Main", "Part", "Provider");

  private final Consumer consumer;
  private final Path folder;

  private Project(Consumer consumer, Path folder) {
    this.consumer = consumer;
    this.folder = folder;
  }

  /** Writes the pom, in a folder of the program's name. */
  static Project write(Consumer consumer, Path parent, Settings settings) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(consumer.name()));
    Path consumers = settings.root().resolve("consumers");
    String pom =
        Files.readString(consumers.resolve("project.xml"))
            .replace("@parent@", parentOf(consumer))
            .replace("@name@", consumer.name())
            .replace("@properties@", propertiesOf(consumer))
            .replace("@managed@", dependencies(consumer.managed(), settings, false))
            .replace(
                "@dependencies@",
                dependencies(consumer.dependencies(), settings, managesOurs(consumer)))
            .replace("@programs@", consumers.resolve("programs").toString())
            .replace("@includes@", includes(consumer));
    Files.writeString(folder.resolve("pom.xml"), pom);
    Files.deleteIfExists(folder.resolve("class.path"));
    return new Project(consumer, folder);
  }

  Consumer consumer() {
    return consumer;
  }

  /** Where {@code dependency:build-classpath} writes to. */
  Path classPathFile() {
    return folder.resolve("class.path");
  }

  Path classes() {
    return folder.resolve("target/classes");
  }

  /** The jars that Maven has found; throws if it has found none. */
  List<Path> classPath() throws IOException {
    return List.of(Files.readString(classPathFile()).strip().split(java.io.File.pathSeparator))
        .stream()
        .map(Path::of)
        .toList();
  }

  private static boolean managesOurs(Consumer consumer) {
    return consumer.managed().stream().anyMatch(c -> c.startsWith("io.crossauth:crossauth-bom"));
  }

  private static String parentOf(Consumer consumer) {
    return consumer.parent().isEmpty()
        ? ""
        : """
          <parent>
            <groupId>org.springframework.boot</groupId>
            <artifactId>spring-boot-starter-parent</artifactId>
            <version>%s</version>
            <relativePath/>
          </parent>
        """
            .formatted(consumer.parent());
  }

  private static String propertiesOf(Consumer consumer) {
    return consumer.properties().entrySet().stream()
        .map(p -> "    <%1$s>%2$s</%1$s>".formatted(p.getKey(), p.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String dependencies(
      List<String> coordinates, Settings settings, boolean withoutVersions) {
    return coordinates.stream()
        .map(c -> dependency(c.replace("@version@", settings.version()), settings, withoutVersions))
        .collect(Collectors.joining("\n"));
  }

  private static String dependency(String coordinates, Settings settings, boolean withoutVersion) {
    String[] part = coordinates.split(":", -1);
    boolean ours = part[0].equals("io.crossauth");
    String version = part.length > 2 ? part[2] : ours && !withoutVersion ? settings.version() : "";
    return "      <dependency>"
        + element("groupId", part[0])
        + element("artifactId", part[1])
        + element("version", version)
        + element("type", part.length > 3 ? part[3] : "")
        + element("scope", part.length > 4 ? part[4] : "")
        + "</dependency>";
  }

  private static String element(String name, String value) {
    return value.isEmpty() ? "" : "<%1$s>%2$s</%1$s>".formatted(name, value);
  }

  private static String includes(Consumer consumer) {
    return java.util.stream.Stream.concat(ALWAYS.stream(), consumer.parts().stream())
        .map(part -> "            <include>consumer/" + part + ".java</include>")
        .collect(Collectors.joining("\n"));
  }
}
