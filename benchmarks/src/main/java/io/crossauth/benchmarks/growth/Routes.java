package io.crossauth.benchmarks.growth;

import io.crossauth.benchmarks.growth.Curve.Lane;
import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.servlet.api.ResourceServerFilter;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The filter of an API with so many rules, asked for the last one's path, which is open. */
final class Routes {

  private Routes() {}

  static Lane of(int size) {
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(Scene.ISSUER)
            .audience(Scene.AUDIENCE)
            .keys(request -> List.of())
            .build();
    ResourceServerFilter.Builder builder =
        ResourceServerFilter.builder(OAuthResourceServer.builder(consumer).build());
    for (int i = 0; i < size; i++) {
      builder.open("GET", path(i));
    }
    ResourceServerFilter filter = builder.build();
    HttpServletRequest request = request(path(size - 1));
    HttpServletResponse response = proxy(HttpServletResponse.class, "", "");
    AtomicInteger passed = new AtomicInteger();
    FilterChain chain = (in, out) -> passed.incrementAndGet();
    return new Lane(
        i -> {
          int before = passed.get();
          filter.doFilter(request, response, chain);
          return passed.get() - before;
        },
        1);
  }

  private static String path(int number) {
    return "/orders/" + number + "/items";
  }

  private static HttpServletRequest request(String path) {
    return proxy(HttpServletRequest.class, path, "GET");
  }

  /** Answers what a filter asks of a request for a path, and nothing else. */
  private static <T> T proxy(Class<T> type, String path, String method) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, call, arguments) -> answer(call.getName(), call.getReturnType(), path, method)));
  }

  private static @Nullable Object answer(String name, Class<?> type, String path, String method) {
    return switch (name) {
      case "getMethod" -> method;
      case "getRequestURI", "getServletPath" -> path;
      case "getContextPath" -> "";
      case "getServletContext" -> proxy(ServletContext.class, path, method);
      case "getDispatcherType" -> DispatcherType.REQUEST;
      default -> type == boolean.class ? (Object) false : type == int.class ? (Object) 0 : null;
    };
  }
}
