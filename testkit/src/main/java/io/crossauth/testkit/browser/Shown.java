package io.crossauth.testkit.browser;

import java.util.Optional;

/** Where a step has led: to a page of the provider, or back to the client. */
record Shown(Optional<Page> page, Optional<Callback> callback) {

  static Shown page(Page page) {
    return new Shown(Optional.of(page), Optional.empty());
  }

  static Shown callback(Callback callback) {
    return new Shown(Optional.empty(), Optional.of(callback));
  }

  @Override
  public String toString() {
    return page.map(Page::toString)
        .orElseGet(() -> "sent back to " + callback.map(back -> back.uri().getHost()).orElse(""));
  }
}
