package io.crossauth.spring.call;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;
import org.springframework.web.service.invoker.HttpRequestValues;

/**
 * {@link WithToken} on the HTTP interfaces that Spring 7 makes itself, those of {@code
 * ImportHttpServices}: a processor notes on each request which token its method has, and the
 * group's client has what puts it there. Spring 6, which this is compiled against, has no such
 * types, so that they are called by name.
 */
final class ServiceGroups {

  private static final String PROCESSOR =
      "org.springframework.web.service.invoker.HttpRequestValues$Processor";

  /** What one method of an interface of Spring's does. */
  private interface Body {
    @Nullable Object run(Object[] args);
  }

  private ServiceGroups() {}

  /**
   * A configurer of groups.
   *
   * @param type which of Spring's it is, that of RestClient or of WebClient
   * @param calls the tokens, asked for when groups are made
   * @param client adds tokens to the builder of a group's client
   */
  static Object configurer(
      Class<?> type, Supplier<CrossauthCalls> calls, BiConsumer<Object, GroupTokens> client) {
    return implementing(
        type,
        "configureGroups",
        args -> {
          Method each = method(args[0], "forEachGroup");
          return call(
              each,
              args[0],
              implementing(
                  each.getParameterTypes()[0],
                  "withGroup",
                  group -> {
                    configure(group[0], group[1], group[2], calls, client);
                    return null;
                  }));
        });
  }

  private static void configure(
      Object group,
      Object clientBuilder,
      Object factoryBuilder,
      Supplier<CrossauthCalls> calls,
      BiConsumer<Object, GroupTokens> client) {
    GroupTokens tokens = GroupTokens.of(types(group), calls.get());
    if (tokens.isEmpty()) {
      return;
    }
    client.accept(clientBuilder, tokens);
    Class<?> processor = ClassUtils.resolveClassName(PROCESSOR, group.getClass().getClassLoader());
    Object noting =
        implementing(
            processor,
            "process",
            args -> {
              WithToken token = tokens.of((Method) args[0]);
              if (token != null) {
                ((HttpRequestValues.Builder) args[3]).addAttribute(GroupTokens.ATTRIBUTE, token);
              }
              return null;
            });
    Object unused =
        call(method(factoryBuilder, "httpRequestValuesProcessor"), factoryBuilder, noting);
  }

  @SuppressWarnings("unchecked")
  private static Set<Class<?>> types(Object group) {
    Object types = call(method(group, "httpServiceTypes"), group);
    return types == null ? Set.of() : (Set<Class<?>>) types;
  }

  /** The one public method of this name, by the interface or class that everybody may call. */
  private static Method method(Object target, String name) {
    Method found =
        Arrays.stream(target.getClass().getMethods())
            .filter(one -> one.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("expected " + name + " of Spring 7"));
    return ClassUtils.getPubliclyAccessibleMethodIfPossible(found, null);
  }

  private static @Nullable Object call(Method method, Object target, Object... args) {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      if (e.getTargetException() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getTargetException());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("expected a public " + method, e);
    }
  }

  /** An interface of Spring's by what its one method does; the last of its kind to be asked. */
  private static Object implementing(Class<?> type, String name, Body body) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, args) -> {
          if (method.getName().equals(name)) {
            return body.run(args);
          }
          return switch (method.getName()) {
            case "getOrder" -> Ordered.LOWEST_PRECEDENCE;
            case "equals" -> proxy == args[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "ServiceGroups[" + type.getSimpleName() + "]";
          };
        });
  }
}
