package io.crossauth.spring.call;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Makes HTTP interfaces whose calls have the token that {@link WithToken} names, method by method.
 *
 * <pre>{@code
 * Orders orders =
 *     HttpInterfaces.create(Orders.class, RestClient.create("https://orders.example.com"), calls);
 * }</pre>
 */
public final class HttpInterfaces {

  private HttpInterfaces() {}

  /**
   * {@return the interface, called by a {@code RestClient} to which {@link CallTokens#interceptor}
   * is added} Methods without a {@link WithToken}, on an interface without one, go without a token.
   *
   * @param <T> the interface
   * @param type an interface whose methods have {@code @HttpExchange}
   * @param http calls; not changed itself
   * @param calls the tokens
   * @throws IllegalArgumentException if the type is no interface, nothing in it has {@link
   *     WithToken}, or one names what does not go together, or a client that is none or has no
   *     origin
   */
  public static <T> T create(Class<T> type, RestClient http, CrossauthCalls calls) {
    return create(
        type,
        token -> {
          RestClient client =
              token == null
                  ? http
                  : http.mutate().requestInterceptor(tokens(token, calls).interceptor()).build();
          return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client)).build();
        });
  }

  /**
   * {@return the interface, called by a {@code WebClient} to which {@link TokenFilter} is added}
   * Methods without a {@link WithToken}, on an interface without one, go without a token.
   *
   * @param <T> the interface
   * @param type an interface whose methods have {@code @HttpExchange}
   * @param http calls; not changed itself
   * @param calls the tokens
   * @throws IllegalArgumentException if the type is no interface, nothing in it has {@link
   *     WithToken}, or one names what does not go together, or a client that is none or has no
   *     origin
   */
  // Not called create: who calls that must compile without WebFlux, and javac looks at all of a
  // name.
  public static <T> T createReactive(Class<T> type, WebClient http, CrossauthCalls calls) {
    return create(
        type,
        token -> {
          WebClient client =
              token == null
                  ? http
                  : http.mutate().filter(TokenFilter.of(tokens(token, calls))).build();
          return HttpServiceProxyFactory.builderFor(WebClientAdapter.create(client)).build();
        });
  }

  static CallTokens tokens(WithToken token, CrossauthCalls calls) {
    ClientCalls client = calls.get(token.client());
    if (token.of() != TokenOwner.REQUEST && !token.audience().isEmpty()) {
      throw new IllegalArgumentException(
          "audience: expected it for a token of the request alone, found it for " + token.of());
    }
    if (token.of() == TokenOwner.SESSION && token.scopes().length > 0) {
      throw new IllegalArgumentException(
          "scopes: expected none for the token of a session, which has those of its login");
    }
    return switch (token.of()) {
      case SERVICE -> client.service(token.scopes());
      case SESSION -> client.session();
      case REQUEST -> client.onBehalf(token.audience(), token.scopes());
    };
  }

  /** One proxy of Spring's for each token; before them one that knows which method has which. */
  private static <T> T create(
      Class<T> type, Function<@Nullable WithToken, HttpServiceProxyFactory> factories) {
    if (!type.isInterface()) {
      throw new IllegalArgumentException("type: expected an interface, found " + type.getName());
    }
    Map<WithToken, T> byToken = new HashMap<>();
    Map<Method, T> byMethod = new HashMap<>();
    T without = null;
    for (Method method : type.getMethods()) {
      if (!AnnotatedElementUtils.hasAnnotation(method, HttpExchange.class)) {
        continue;
      }
      WithToken token = tokenOf(method, type);
      if (token == null) {
        without = without == null ? factories.apply(null).createClient(type) : without;
        byMethod.put(method, without);
      } else {
        byMethod.put(
            method, byToken.computeIfAbsent(token, one -> factories.apply(one).createClient(type)));
      }
    }
    if (byToken.isEmpty()) {
      throw new IllegalArgumentException(
          type.getName()
              + ": expected @WithToken on the interface or on a method with @HttpExchange, found"
              + " none");
    }
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new Dispatch<>(type, byMethod)));
  }

  static @Nullable WithToken tokenOf(Method method, Class<?> type) {
    WithToken own = AnnotatedElementUtils.findMergedAnnotation(method, WithToken.class);
    if (own != null) {
      return own;
    }
    WithToken ofInterface = AnnotatedElementUtils.findMergedAnnotation(type, WithToken.class);
    return ofInterface != null
        ? ofInterface
        : AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), WithToken.class);
  }

  /** Sends each method to the proxy that has its token. */
  private record Dispatch<T>(Class<T> type, Map<Method, T> byMethod) implements InvocationHandler {

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] args)
        throws Throwable {
      if (method.getDeclaringClass() == Object.class) {
        return ofObject(proxy, method, args);
      }
      if (method.isDefault() && !byMethod.containsKey(method)) {
        return InvocationHandler.invokeDefault(proxy, method, args);
      }
      // An interface need not be public, and is in a package that is not ours.
      boolean unused = method.trySetAccessible();
      try {
        return method.invoke(byMethod.get(method), args);
      } catch (InvocationTargetException e) {
        throw e.getTargetException();
      }
    }

    private Object ofObject(Object proxy, Method method, @Nullable Object[] args) {
      return switch (method.getName()) {
        case "equals" -> proxy == args[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "HttpInterface[" + type.getName() + "]";
      };
    }
  }
}
