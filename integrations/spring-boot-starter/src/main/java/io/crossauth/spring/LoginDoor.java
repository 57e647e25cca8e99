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
  private @Nullable LoginFilter made;
  private @Nullable FilterConfig config;
  private volatile @Nullable LoginFilter ready;

  /** The filter, which fails at once if the settings are wrong. */
  LoginDoor(Supplier<Optional<LoginFilter>> maker) {
    this.maker = maker;
    this.made = maker.get().orElse(null);
  }

  @Override
  public void init(FilterConfig given) {
    config = given;
    filter();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    LoginFilter now = filter();
    if (now == null) {
      ((HttpServletResponse) response).sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    now.doFilter(request, response, chain);
  }

  private @Nullable LoginFilter filter() {
    LoginFilter now = ready;
    if (now != null) {
      return now;
    }
    making.lock();
    try {
      if (made == null) {
        made = maker.get().orElse(null);
      }
      FilterConfig given = config;
      if (made != null && given != null && ready == null) {
        made.init(given);
        ready = made;
      }
      return ready;
    } finally {
      making.unlock();
    }
  }

  @Override
  public void close() {
    making.lock();
    try {
      if (made != null) {
        made.close();
      }
    } finally {
      making.unlock();
    }
  }
}
