package io.crossauth.client.resource.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiAddressTest {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com, ''",
    "https://api.example.com/, ''",
    "https://api.example.com:8443/orders, /orders",
    "https://api.example.com/orders/, /orders/",
    "https://api.example.com/a%20b, /a%20b",
    "https://api.example.com/orders?of=me, /orders?of=me",
    "https://api.example.com?of=me, ?of=me"
  })
  @DisplayName("the well-known part stands between host and path: RFC 9728 section 3.1")
  void theWellKnownAddress(String resource, String behind) {
    URI uri = URI.create(resource);

    assertThat(new ApiAddress(uri).metadata())
        .hasToString("https://" + uri.getRawAuthority() + WELL_KNOWN + behind);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com, https://api.example.com/x, true",
    "https://api.example.com, https://API.example.com:443, true",
    "https://api.example.com/a, https://api.example.com/a, true",
    "https://api.example.com/a, https://api.example.com/a?b=c, true",
    "https://api.example.com/a, https://api.example.com/a/b, true",
    "https://api.example.com/a/, https://api.example.com/a/b, true",
    "https://api.example.com/a/, https://api.example.com/a, false",
    "https://api.example.com/a, https://api.example.com/ab, false",
    "https://api.example.com/a, https://api.example.com/A, false",
    "https://api.example.com/a?b=c, https://api.example.com/a?b=c, true",
    "https://api.example.com/a?b=c, https://api.example.com/a, false",
    "https://api.example.com/a?b=c, https://api.example.com/a/d?b=c, false",
    "https://api.example.com, https://api.example.com.evil.example, false",
    "https://api.example.com, https://user@api.example.com/, false"
  })
  void coversWhatIsBelow(String resource, String uri, boolean covered) {
    assertThat(new ApiAddress(URI.create(resource)).covers(URI.create(uri))).isEqualTo(covered);
  }

  @Test
  void metadataMayBeAtAnyWellKnownAddressOfTheHost() {
    ApiAddress api = new ApiAddress(URI.create("https://api.example.com/orders"));

    for (String there :
        new String[] {
          "https://api.example.com/.well-known/oauth-protected-resource",
          "https://API.example.com:443/.well-known/shop-resource?of=orders"
        }) {
      assertThat(api.metadata(there)).hasToString(there);
    }
  }
}
