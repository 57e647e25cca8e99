package io.crossauth.servlet.api;

import io.crossauth.servlet.testing.Container;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A web application that runs. */
record Scene(String name, Site site, Container.Running running) {

  static Scene of(Container container, Site site) throws Exception {
    return new Scene(container.toString(), site, container.start(site.deployment()));
  }

  /** In a container that hands on paths which it would refuse by default. */
  static Scene lenient(Container container, Site site) throws Exception {
    Container.Running running = container.start(site.deployment().inLenient());
    return new Scene("LENIENT_" + container, site, running);
  }

  /** The same on Jetty and on Tomcat, as they are by default. */
  static List<Scene> both(Supplier<Site> site) throws Exception {
    List<Scene> scenes = new ArrayList<>();
    for (Container container : Container.values()) {
      scenes.add(of(container, site.get()));
    }
    return scenes;
  }

  Wire.Answer get(String target, String... headers) throws IOException {
    return Wire.get(running, target, headers);
  }

  Wire.Answer send(String line, String body, String... headers) throws IOException {
    return Wire.send(running, line, body, headers);
  }

  /** Not of AutoCloseable: JUnit would close it behind the first test. */
  void close() {
    running.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
