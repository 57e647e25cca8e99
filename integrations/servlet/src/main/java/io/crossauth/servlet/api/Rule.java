package io.crossauth.servlet.api;

import io.crossauth.tokenconsumer.resource.AccessRequirement;

/** What a request to some path needs. */
sealed interface Rule {

  /** Nothing: its token, if it has one, is not looked at. */
  record Open() implements Rule {}

  /**
   * A good token.
   *
   * @param requirement what it must allow
   */
  record Protected(AccessRequirement requirement) implements Rule {}
}
