package io.crossauth.client.manager;

import java.util.Optional;

/**
 * Whose clients are meant: {@link #anyone}, {@link #nobody} or {@link #user}. Immutable and safe
 * for use by many threads.
 *
 * @param everybody whether all clients are meant, those of nobody among them
 * @param userId the user whose clients are meant; empty for everybody's, and for those of nobody
 */
public record ClientOwner(boolean everybody, Optional<String> userId) {

  /**
   * Checks that not both are said.
   *
   * @param everybody whether all clients are meant
   * @param userId the user whose clients are meant; empty for everybody's, and for those of nobody
   * @throws IllegalArgumentException if all clients are meant, and those of one user too
   */
  public ClientOwner {
    if (everybody && userId.isPresent()) {
      throw new IllegalArgumentException("owner: expected everybody or one user, found both");
    }
  }

  /**
   * Everybody's clients, and those of nobody.
   *
   * @return an owner that includes all clients
   */
  public static ClientOwner anyone() {
    return new ClientOwner(true, Optional.empty());
  }

  /**
   * The clients that no user owns.
   *
   * @return an owner that includes these alone
   */
  public static ClientOwner nobody() {
    return new ClientOwner(false, Optional.empty());
  }

  /**
   * The clients of one user.
   *
   * @param userId the user: 1 to 255 characters
   * @return an owner that includes these alone
   */
  public static ClientOwner user(String userId) {
    return new ClientOwner(false, Optional.of(userId));
  }

  /**
   * Whether a client is meant.
   *
   * @param client the client
   * @return whether it is one of this owner's
   */
  public boolean includes(ClientDetails client) {
    return everybody || userId.equals(client.userId());
  }
}
