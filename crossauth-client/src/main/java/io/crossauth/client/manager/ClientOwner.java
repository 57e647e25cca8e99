package io.crossauth.client.manager;

import java.util.Optional;

/** Whose clients are meant. */
public sealed interface ClientOwner {

  /** Whether a client with this owner is meant. */
  boolean includes(Optional<String> userId);

  /** Everybody's clients, and those of nobody. */
  record Anyone() implements ClientOwner {
    @Override
    public boolean includes(Optional<String> userId) {
      return true;
    }
  }

  /** The clients that no user owns. */
  record Nobody() implements ClientOwner {
    @Override
    public boolean includes(Optional<String> userId) {
      return userId.isEmpty();
    }
  }

  /**
   * The clients of one user.
   *
   * @param userId the user
   */
  record User(String userId) implements ClientOwner {
    @Override
    public boolean includes(Optional<String> owner) {
      return owner.filter(userId::equals).isPresent();
    }
  }

  /** Everybody's clients, and those of nobody. */
  static ClientOwner anyone() {
    return new Anyone();
  }

  /** The clients that no user owns. */
  static ClientOwner nobody() {
    return new Nobody();
  }

  /** The clients of one user. */
  static ClientOwner user(String userId) {
    return new User(userId);
  }
}
