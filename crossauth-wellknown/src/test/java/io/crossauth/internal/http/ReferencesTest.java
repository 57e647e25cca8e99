package io.crossauth.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("a reference, as seen from an address,")
class ReferencesTest {

  /** The examples of RFC 3986 sections 5.4.1 and 5.4.2, by http. */
  @ParameterizedTest(name = "{0} leads to {1}")
  @CsvSource({
    "g:h, g:h",
    "g, https://a/b/c/g",
    "./g, https://a/b/c/g",
    "g/, https://a/b/c/g/",
    "/g, https://a/g",
    "//g, https://g",
    "?y, https://a/b/c/d;p?y",
    "g?y, https://a/b/c/g?y",
    "'#s', https://a/b/c/d;p?q#s",
    "g#s, https://a/b/c/g#s",
    "g?y#s, https://a/b/c/g?y#s",
    ";x, https://a/b/c/;x",
    "'', https://a/b/c/d;p?q",
    "., https://a/b/c/",
    "./, https://a/b/c/",
    ".., https://a/b/",
    "../g, https://a/b/g",
    "../.., https://a/",
    "../../g, https://a/g",
    "../../../g, https://a/g",
    "../../../../g, https://a/g",
    "/../g, https://a/g",
    "g..h, https://a/b/c/g..h"
  })
  void leads_where_the_specification_says(String reference, String place) {
    assertThat(References.resolve(URI.create("https://a/b/c/d;p?q"), URI.create(reference)))
        .hasToString(place);
  }

  @Test
  void is_below_the_root_where_the_address_has_no_path() {
    URI base = URI.create("https://id.example.com");

    assertThat(References.resolve(base, URI.create("login")))
        .hasToString("https://id.example.com/login");
    assertThat(References.resolve(base, URI.create("?a=b")))
        .hasToString("https://id.example.com/?a=b");
  }
}
