package io.crossauth.spring.call;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.service.annotation.HttpExchange;

/** Which token the methods of a group of HTTP interfaces have. Immutable. */
final class GroupTokens {

  /** Of a request: its {@link WithToken}. */
  static final String ATTRIBUTE = WithToken.class.getName();

  private final Map<Method, @Nullable WithToken> byMethod;
  private final Map<WithToken, CallTokens> tokens;

  private GroupTokens(
      Map<Method, @Nullable WithToken> byMethod, Map<WithToken, CallTokens> tokens) {
    this.byMethod = byMethod;
    this.tokens = tokens;
  }

  /**
   * Those of these interfaces.
   *
   * @throws IllegalArgumentException if one names what does not go together, or a client that is
   *     none, or two of the interfaces inherit a method and have different tokens
   */
  static GroupTokens of(Set<Class<?>> types, CrossauthCalls calls) {
    Map<Method, @Nullable WithToken> byMethod = new HashMap<>();
    Map<WithToken, CallTokens> tokens = new HashMap<>();
    for (Class<?> type : types) {
      for (Method method : type.getMethods()) {
        if (!AnnotatedElementUtils.hasAnnotation(method, HttpExchange.class)) {
          continue;
        }
        WithToken token = HttpInterfaces.tokenOf(method, type);
        if (byMethod.containsKey(method) && !Objects.equals(byMethod.get(method), token)) {
          throw new IllegalArgumentException(
              "@WithToken: expected one token for "
                  + method.getDeclaringClass().getName()
                  + "."
                  + method.getName()
                  + ", which several interfaces of a group inherit, found two; put the annotation"
                  + " on the method, or the interfaces into groups of their own");
        }
        byMethod.put(method, token);
        if (token != null) {
          tokens.computeIfAbsent(token, one -> HttpInterfaces.tokens(one, calls));
        }
      }
    }
    return new GroupTokens(byMethod, tokens);
  }

  boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** That of a method; null if it has none. */
  @Nullable WithToken of(Method method) {
    return byMethod.get(method);
  }

  /** All of them, by what names them. */
  Map<WithToken, CallTokens> all() {
    return tokens;
  }
}
