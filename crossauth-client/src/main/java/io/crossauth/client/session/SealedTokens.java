package io.crossauth.client.session;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The stored form of a session's tokens: {@code 1.name-of-the-key.sealed}. The number is that of
 * the format; members may be added within it, since readers leave out those that they do not know.
 * Format 2 is that of tokens with a key of their own (RFC 9449): a reader that left it out would
 * lose the session at its next renewal.
 */
final class SealedTokens {

  private static final String FORMAT = "1";
  private static final String FORMAT_WITH_KEY = "2";
  private static final List<String> FORMATS = List.of(FORMAT, FORMAT_WITH_KEY);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /** The name of a key. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{12}");

  private SealedTokens() {}

  static String seal(StoredTokens tokens, SealingKey key, String session) {
    String format = tokens.proofKey().isPresent() ? FORMAT_WITH_KEY : FORMAT;
    String sealed = key.seal(StoredTokensText.write(tokens), purpose(format, session));
    return format + "." + key.name() + "." + sealed;
  }

  static StoredTokens open(String text, SealingKey key, List<SealingKey> others, String session) {
    String[] parts = text.split("\\.", -1);
    if (!FORMATS.contains(parts[0]) && NUMBER.matcher(parts[0]).matches()) {
      // What another version has written is whole for those who can read it.
      throw StorageException.unreadable(
          "token store: expected a session of format "
              + String.join(" or ", FORMATS)
              + ", found one of another",
          null);
    }
    if (parts.length != 3 || !FORMATS.contains(parts[0]) || !NAME.matcher(parts[1]).matches()) {
      throw StorageException.damagedSession(
          "token store: expected a session of format "
              + String.join(" or ", FORMATS)
              + ", found something else",
          null);
    }
    List<SealingKey> keys = new ArrayList<>(others);
    keys.add(0, key);
    for (SealingKey one : keys) {
      if (one.name().equals(parts[1])) {
        return open(parts[2], one, purpose(parts[0], session));
      }
    }
    throw StorageException.unknownKey(
        "token store: expected a session sealed with key "
            + String.join(" or ", keys.stream().map(SealingKey::name).toList())
            + ", found one sealed with key "
            + parts[1]
            + "; give that key to the store among its earlier keys");
  }

  private static String purpose(String format, String session) {
    return "crossauth session " + format + " " + session;
  }

  private static StoredTokens open(String sealed, SealingKey key, String purpose) {
    try {
      return StoredTokensText.read(key.open(sealed, purpose));
    } catch (InvalidResponseException e) {
      throw StorageException.damagedSession(
          "token store: expected a session sealed for its name and not changed since, found a"
              + " different one",
          e);
    }
  }
}
