package io.crossauth.servlet.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request in the one form that rules are compared with: within the context, decoded
 * once, and the same for whoever reads it. A path that somebody on the way could read in another
 * manner is none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.3">RFC 3986 section 3.3</a>
 */
final class RequestPath {

  private static final String ALSO_IN_PATHS = "-._~!$&'()*+,=:@/";
  private static final String SEEN_DIFFERENTLY = "/\\.;";

  private RequestPath() {}

  /**
   * The path that a client has asked for.
   *
   * @return the path, which is also what the container has chosen the servlet by; null if it is not
   *     in one form
   */
  static @Nullable String ofClient(HttpServletRequest request) {
    String sent = decoded(request.getRequestURI());
    if (sent == null) {
      return null;
    }
    String within = within(request.getServletPath(), request.getPathInfo());
    String whole = request.getServletContext().getContextPath() + within;
    return whole.equals(sent) || isWelcomePage(whole, sent) ? within : null;
  }

  /** Tomcat puts the welcome page of a folder in the place of the folder. */
  private static boolean isWelcomePage(String chosen, String sent) {
    return sent.endsWith("/") && chosen.startsWith(sent) && chosen.indexOf('/', sent.length()) < 0;
  }

  /**
   * The path that the program itself has dispatched to.
   *
   * @return the path; null if it is not in one form
   */
  static @Nullable String ofDispatch(HttpServletRequest request) {
    String path =
        switch (request.getDispatcherType()) {
          case INCLUDE ->
              within(
                  String.valueOf(request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH)),
                  (String) request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
          default -> within(request.getServletPath(), request.getPathInfo());
        };
    return isPlain(path) ? path : null;
  }

  private static String within(String servletPath, @Nullable String pathInfo) {
    return pathInfo == null ? servletPath : servletPath + pathInfo;
  }

  /** Decodes a path as it was sent, once; null if it is not in one form. */
  static @Nullable String decoded(@Nullable String sent) {
    if (sent == null) {
      return null;
    }
    boolean escaped = false;
    for (int i = 0; i < sent.length(); i++) {
      char c = sent.charAt(i);
      escaped |= c == '%';
      if (c != '%' && !mayBeInPath(c)) {
        return null;
      }
    }
    String path = escaped ? unescaped(sent) : sent;
    return path != null && isPlain(path) ? path : null;
  }

  private static @Nullable String unescaped(String sent) {
    ByteBuffer bytes = ByteBuffer.allocate(sent.length());
    for (int i = 0; i < sent.length(); i++) {
      char c = sent.charAt(i);
      if (c != '%') {
        bytes.put((byte) c);
        continue;
      }
      int value = escape(sent, i);
      // Some decode these before they look for the ends of segments, some after, some never.
      if (value < 0 || SEEN_DIFFERENTLY.indexOf(value) >= 0) {
        return null;
      }
      bytes.put((byte) value);
      i += 2;
    }
    try {
      // A new decoder reports what is malformed: overlong forms, halves of characters.
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** The value of an escape; -1 if there is none at this place. */
  private static int escape(String text, int at) {
    if (text.charAt(at) != '%' || at + 2 >= text.length()) {
      return -1;
    }
    int high = hex(text.charAt(at + 1));
    int low = hex(text.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  private static boolean mayBeInPath(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || ALSO_IN_PATHS.indexOf(c) >= 0;
  }

  /** Whether a decoded path is the same for who removes dots, decodes again, or cuts at a ';'. */
  static boolean isPlain(String path) {
    if (!path.isEmpty() && path.charAt(0) != '/') {
      return false;
    }
    int begin = 1;
    for (int i = 1; i <= path.length(); i++) {
      char c = i == path.length() ? '/' : path.charAt(i);
      if (c == '/') {
        if (isOdd(path, begin, i)) {
          return false;
        }
        begin = i + 1;
      } else if (c == '\\' || c == ';' || Character.isISOControl(c) || escape(path, i) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Nothing, but for the end of a path, or dots alone. */
  private static boolean isOdd(String path, int begin, int end) {
    return switch (end - begin) {
      case 0 -> end < path.length();
      case 1 -> path.charAt(begin) == '.';
      case 2 -> path.charAt(begin) == '.' && path.charAt(begin + 1) == '.';
      default -> false;
    };
  }
}
