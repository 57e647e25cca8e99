package io.crossauth.redis;

import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as texts, whatever it is nested in; nothing in place of null. */
final class FlatOutput extends CommandOutput<String, String, List<String>> {

  FlatOutput(RedisCodec<String, String> codec) {
    super(codec, new ArrayList<>());
  }

  @Override
  public void set(@Nullable ByteBuffer bytes) {
    if (bytes != null) {
      output.add(codec.decodeValue(bytes));
    }
  }

  @Override
  public void set(long integer) {
    output.add(Long.toString(integer));
  }

  @Override
  public void set(double number) {
    output.add(Double.toString(number));
  }

  @Override
  public void set(boolean value) {
    output.add(Boolean.toString(value));
  }

  /** Of Lettuce's logs: what is stored is nobody's business there. */
  @Override
  public String toString() {
    return "FlatOutput[***]";
  }
}
