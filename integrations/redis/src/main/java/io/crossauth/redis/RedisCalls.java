package io.crossauth.redis;

import io.crossauth.error.InterruptedCallException;
import java.time.Duration;
import java.util.List;

/**
 * How a Redis server is called: one command, or two after each other. {@link LettuceCalls} does it
 * by Lettuce; another client fits by one function.
 *
 * <p>Implementations are safe for use by many threads, and wait no longer than they are told. A
 * failure is any unchecked exception of the client; if the server has answered with an error, the
 * message of the exception, or of a cause of it, starts with the word that the server's error
 * starts with, such as {@code READONLY}. Commands may be sent again after a connection was lost:
 * scripts of this module take that into account.
 */
@FunctionalInterface
public interface RedisCalls {

  /**
   * Sends a command to the primary that has the slot of a key, never to a replica, and waits for
   * the answer.
   *
   * @param key tells which node of a cluster is called; it is not a part of the command
   * @param words the command and its arguments, to be sent as UTF-8
   * @param limit how long to wait for the answer at most: more than zero
   * @return the answer as text: a number in decimal, an array element by element (also what is
   *     nested in it), nothing in place of null
   * @throws InterruptedCallException if the thread was interrupted
   */
  List<String> command(String key, List<String> words, Duration limit);

  /**
   * Sends two commands one after the other on one connection to the primary that has the slot of a
   * key, as {@code WAIT} needs it, and waits for both answers. By default, it cannot be done.
   *
   * @param key tells which node of a cluster is called
   * @param first the first command and its arguments
   * @param second the second command and its arguments; it may have been sent if the first failed
   * @param limit how long to wait for both answers at most: more than zero
   * @return both answers, each as {@link #command} gives one
   * @throws InterruptedCallException if the thread was interrupted
   * @throws UnsupportedOperationException if there is no such function
   */
  default List<List<String>> commands(
      String key, List<String> first, List<String> second, Duration limit) {
    throw new UnsupportedOperationException(
        "redis: expected a client that sends two commands on one connection (RedisCalls.commands),"
            + " found one that does not; storages that wait for replicas need it");
  }
}
