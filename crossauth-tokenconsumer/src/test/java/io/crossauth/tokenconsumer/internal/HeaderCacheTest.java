package io.crossauth.tokenconsumer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.mint.TokenMint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderCacheTest {

  private final HeaderCache memory = new HeaderCache();

  private static CompactToken token(String kid) {
    String text =
        TokenMint.issuedBy("https://id.example.com").accessToken().header("kid", kid).compact();
    return new TokenLexer(text.length()).read(text);
  }

  @Test
  void aHeaderIsReadOnceAndRemembered() {
    CompactToken token = token("one");
    JoseHeader header = memory.read(token);
    assertThat(memory.read(token)).isEqualTo(header).isNotSameAs(header);
    memory.remember(token, header);
    assertThat(memory.read(token)).isSameAs(header);
    assertThat(memory.read(token("one"))).isSameAs(header);
    memory.remember(token, JoseHeader.read(token));
    assertThat(memory.read(token)).isSameAs(header);
  }

  @Test
  void manyHeadersHaveAPlaceEach() {
    List<CompactToken> tokens = new ArrayList<>();
    List<JoseHeader> headers = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      CompactToken token = token("key-" + i);
      tokens.add(token);
      headers.add(memory.read(token));
      memory.remember(token, headers.get(i));
    }
    int kept = 0;
    for (int i = 0; i < 32; i++) {
      JoseHeader read = memory.read(tokens.get(i));
      assertThat(read).isEqualTo(headers.get(i));
      kept += read == headers.get(i) ? 1 : 0;
    }
    // Of 256 places; some two may share one, and then the newer header has it.
    assertThat(kept).isGreaterThan(20);
  }
}
