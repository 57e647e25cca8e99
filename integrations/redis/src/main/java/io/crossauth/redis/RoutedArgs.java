package io.crossauth.redis;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.CommandArgs;
import java.nio.ByteBuffer;
import java.util.List;

/** Arguments that go to the node of a key which is not one of them, such as those of WAIT. */
final class RoutedArgs extends CommandArgs<String, String> {

  private final String key;

  RoutedArgs(String key, List<String> words) {
    super(StringCodec.UTF8);
    this.key = key;
    words.forEach(this::addValue);
  }

  @Override
  public ByteBuffer getFirstEncodedKey() {
    return StringCodec.UTF8.encodeKey(key);
  }

  /** Of Lettuce's logs: arguments may be sealed values, and are long. */
  @Override
  public String toString() {
    return "RoutedArgs[***]";
  }
}
