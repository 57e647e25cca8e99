package io.crossauth.spring;

import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.util.ArrayList;
import java.util.List;

/** The keys of {@code crossauth.sealing-keys}; one of this process's own if there is none. */
final class SealingKeys {

  private static final String NAME = "crossauth.sealing-keys";

  private final List<SealingKey> keys;
  private final boolean shared;

  SealingKeys(List<Secret> texts) {
    List<SealingKey> read = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Secret text = texts.get(i);
      read.add(Property.checked(NAME + "[" + i + "]", () -> SealingKey.of(text)));
    }
    shared = !read.isEmpty();
    keys = shared ? List.copyOf(read) : List.of(SealingKey.ephemeral());
  }

  boolean shared() {
    return shared;
  }

  SealingKey first() {
    return keys.get(0);
  }

  SealingKey[] others() {
    return keys.subList(1, keys.size()).toArray(new SealingKey[0]);
  }

  /** What other nodes, and this one after a restart, are to open. */
  SealingKeys required(String forWhat) {
    if (!shared) {
      throw Property.wrong(
          NAME,
          "expected a key for " + forWhat + ", found nothing",
          "make one with openssl rand -base64 32, and give it to all nodes");
    }
    return this;
  }
}
