package io.crossauth.client.internal.call;

import io.crossauth.error.CrossauthException;
import java.util.function.Supplier;

/**
 * Work whose beginning has used something up: a login's callback, a code. Whatever fails from there
 * on, the same call cannot go well again, and its failure says so.
 */
public final class UsedUp {

  private UsedUp() {}

  /**
   * Does the work.
   *
   * @param hint what to do instead of trying again: {@code begin the login again}
   */
  public static <T> T once(String hint, Supplier<T> work) {
    try {
      return work.get();
    } catch (CrossauthException e) {
      throw e.withoutRetry(hint);
    }
  }
}
