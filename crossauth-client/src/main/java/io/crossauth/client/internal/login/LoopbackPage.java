package io.crossauth.client.internal.login;

import io.crossauth.client.login.LoopbackOptions;

/**
 * What the browser shows when the login has come back, and its code has been exchanged for tokens
 * or could not be. Both are escaped; nothing of the callback is ever part of a page.
 *
 * @param success shown when the program has got its tokens
 * @param failure shown when it has none
 */
record LoopbackPage(String success, String failure) {

  static LoopbackPage of(LoopbackOptions options) {
    return new LoopbackPage(options.success(), options.failure());
  }
}
