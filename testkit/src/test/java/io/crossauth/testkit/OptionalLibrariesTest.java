package io.crossauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the testkit does on a class path that has only what its pom brings. */
@Timeout(60)
class OptionalLibrariesTest {

  private static final String TESTKIT = "io.crossauth.testkit.";

  /** Has the testkit's classes once more, and not the libraries that its pom calls optional. */
  private static final class Bare extends ClassLoader {

    private static final List<String> OPTIONAL =
        List.of(
            "org.junit.",
            "org.bouncycastle.",
            "org.testcontainers.",
            "com.github.dockerjava.",
            "org.slf4j.");

    Bare() {
      super(OptionalLibrariesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (OPTIONAL.stream().anyMatch(name::startsWith)) {
        throw new ClassNotFoundException(name);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        return name.startsWith(TESTKIT) ? define(name) : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private final Bare bare = new Bare();

  @Test
  void theProviderRunsAndMintsWithoutThem() throws Exception {
    Object provider = call("provider.InProcessProvider", "start");
    try {
      Object mint = invoke(provider, "mint");
      Object draft = invoke(mint, "accessToken");

      assertThat(invoke(draft, "compact").toString()).contains(".");
    } finally {
      ((AutoCloseable) provider).close();
    }
  }

  @Test
  void faultServersAndTheBrowserRunWithoutThem() throws Exception {
    try (AutoCloseable server = (AutoCloseable) call("fault.FaultServer", "start")) {
      assertThat(server).isNotNull();
    }
    assertThat(call("browser.Browser", "create")).isNotNull();
  }

  @Test
  void whoeverWantsCertificatesIsToldWhatToAdd() {
    assertThatThrownBy(() -> call("tls.TestCertificates", "shared"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("org.bouncycastle:bcpkix-jdk18on", "scope test");
  }

  @Test
  void whoeverWantsAContainerIsToldWhatToAdd() {
    assertThatThrownBy(
            () -> {
              Object docker = call("keycloak.Route", "chosen", "docker");
              Class<?> progress = bare.loadClass(TESTKIT + "keycloak.Progress");
              Method start = docker.getClass().getDeclaredMethod("start", progress);
              start.setAccessible(true);
              run(start, docker, new Object[] {null});
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("org.testcontainers:testcontainers", "scope test");
  }

  private Object call(String type, String method, String... arguments) throws Exception {
    Class<?>[] types = List.of(arguments).stream().map(Object::getClass).toArray(Class<?>[]::new);
    Method found = bare.loadClass(TESTKIT + type).getDeclaredMethod(method, types);
    found.setAccessible(true);
    return run(found, null, arguments);
  }

  private static Object invoke(Object target, String method) throws Exception {
    return run(target.getClass().getMethod(method), target);
  }

  private static Object run(Method method, Object target, Object... arguments) throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }
}
