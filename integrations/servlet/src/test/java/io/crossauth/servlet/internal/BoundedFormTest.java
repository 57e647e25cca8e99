package io.crossauth.servlet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedFormTest {

  private final AtomicLong now = new AtomicLong();

  /** One byte at a time, for ever. */
  private InputStream dripping(Duration pause) {
    return new InputStream() {
      @Override
      public int read() {
        now.addAndGet(pause.toNanos());
        return 'x';
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        bytes[offset] = (byte) read();
        return 1;
      }
    };
  }

  @Test
  void a_body_is_read_up_to_its_limit() throws IOException {
    byte[] body = new byte[20_000];
    assertThat(BoundedForm.bytes(new ByteArrayInputStream(body), 20_000, now::get))
        .hasValueSatisfying(read -> assertThat(read).hasSize(20_000));
    assertThat(BoundedForm.bytes(new ByteArrayInputStream(body), 19_999, now::get)).isEmpty();
    assertThat(BoundedForm.bytes(InputStream.nullInputStream(), 1, now::get))
        .hasValueSatisfying(read -> assertThat(read).isEmpty());
  }

  @Test
  void bytes_that_come_one_by_one_end_after_half_a_minute() throws IOException {
    assertThat(BoundedForm.bytes(dripping(Duration.ofSeconds(1)), 60_000, now::get)).isEmpty();
    assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofSeconds(31));
  }
}
