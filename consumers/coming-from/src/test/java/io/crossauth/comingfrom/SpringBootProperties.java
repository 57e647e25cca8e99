package io.crossauth.comingfrom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of properties that the metadata of Spring Boot's jars has. */
final class SpringBootProperties {

  static final String PREFIX = "spring.security.";

  private static final String METADATA = "/META-INF/spring-configuration-metadata.json";
  private static final String CLIENT = PREFIX + "oauth2.client.";

  private final Set<String> names = new HashSet<>();
  private final Types types;

  private SpringBootProperties(Types types) {
    this.types = types;
  }

  static SpringBootProperties in(List<Path> jars) {
    SpringBootProperties properties = new SpringBootProperties(Types.in(jars));
    for (Path place : jars) {
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        Path metadata = jar.getPath(METADATA);
        if (Files.exists(metadata)) {
          properties.names.addAll(names(Files.readAllBytes(metadata)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties;
  }

  /** Whether there is such a property; {@code *} stands for the name of a client or provider. */
  boolean have(String property) {
    if (names.contains(property)) {
      return true;
    }
    return ofMap(property, "registration", "Registration")
        || ofMap(property, "provider", "Provider");
  }

  private boolean ofMap(String property, String map, String type) {
    String prefix = CLIENT + map + ".*.";
    return property.startsWith(prefix)
        && names.contains(CLIENT + map)
        && types.have(
            "OAuth2ClientProperties." + type + "." + setter(property.substring(prefix.length())));
  }

  private static String setter(String kebab) {
    StringBuilder name = new StringBuilder("set");
    for (String word : kebab.split("-")) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  private static List<String> names(byte[] metadata) throws IOException {
    List<String> found = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(metadata)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && json.currentName().equals("name")) {
          json.nextToken();
          found.add(json.getText());
        }
      }
    }
    return found;
  }
}
