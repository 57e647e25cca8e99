package io.crossauth.tokenconsumer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TokenMint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
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

  @Test
  @DisplayName("S-17 a longer header that begins as a remembered one is read by itself")
  void longerHeaders() {
    // Of 27 bytes, so that the text of a longer one begins with all of its text.
    String good = "{\"alg\":\"RS256\",\"kid\":\"one\"}";
    CompactToken token = ofHeader(good);
    memory.remember(token, memory.read(token));
    for (int i = 1_000; i < 9_999; i++) {
      // Some of them have the place of the good one.
      CompactToken longer = ofHeader(good + "{\"" + i + "\"}");
      assertThatThrownBy(() -> memory.read(longer)).isInstanceOf(TokenRejectedException.class);
    }
  }

  private static CompactToken ofHeader(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.US_ASCII);
    return new TokenLexer(1_000)
        .read(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + ".e30.AA");
  }
}
