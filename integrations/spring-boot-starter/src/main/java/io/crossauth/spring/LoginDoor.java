package io.crossauth.spring;

import io.crossauth.servlet.LoginFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The login filter, made when the application's address is known: at the start, or, with {@code
 * server.port=0}, when the first request comes.
 */
final class LoginDoor implements Filter, AutoCloseable {

  private final Supplier<Optional<LoginFilter>> maker;
  private final ReentrantLock making = new ReentrantLock();
  private @Nullable FilterConfig config;
  private volatile @Nullable LoginFilter filter;

  LoginDoor(Supplier<Optional<LoginFilter>> maker) {
    this.maker = maker;
  }

  @Override
  public void init(FilterConfig given) {
    config = given;
    filter();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    LoginFilter made = filter();
    if (made == null) {
      ((HttpServletResponse) response).sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    made.doFilter(request, response, chain);
  }

  private @Nullable LoginFilter filter() {
    LoginFilter made = filter;
    if (made != null) {
      return made;
    }
    making.lock();
    try {
      made = filter;
      FilterConfig given = config;
      if (made == null && given != null) {
        made = maker.get().orElse(null);
        if (made != null) {
          made.init(given);
          filter = made;
        }
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  @Override
  public void close() {
    LoginFilter made = filter;
    if (made != null) {
      made.close();
    }
  }
}
