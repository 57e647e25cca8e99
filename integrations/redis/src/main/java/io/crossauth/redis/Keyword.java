package io.crossauth.redis;

import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;

/** The name of a command, known to the version of Lettuce or not. */
final class Keyword implements ProtocolKeyword {

  private final String name;

  Keyword(String name) {
    this.name = name;
  }

  @Override
  public byte[] getBytes() {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return name;
  }
}
