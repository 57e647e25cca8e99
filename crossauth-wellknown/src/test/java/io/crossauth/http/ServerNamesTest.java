package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9525 section 6.3. What whole certificates are refused for is in {@link TlsTest}. */
class ServerNamesTest {

  private final ServerNames names = new ServerNames();

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "id.example.com, id.example.com, true",
    "Id.Example.COM, iD.example.com, true",
    "example.com, id.example.com, false",
    "id.example.com, id.example.com.evil.example, false",
    "*.example.com, id.example.com, true",
    "*.example.com, .example.com, false",
    "*.example.com, a.b.example.com, false",
    "*.*.example.com, a.b.example.com, false",
    "id.*.com, id.example.com, false",
    "*, localhost, false",
    "*.com, example.com, false",
    "*.co.uk, shop.co.uk, false",
    "*.shop.co.uk, id.shop.co.uk, true",
    "*.localhost, id.localhost, false",
    "*.svc.cluster.local, keycloak.svc.cluster.local, true",
    "*., id., false"
  })
  void wildcards(String name, String host, boolean matches) {
    assertThat(names.matches(host, name)).isEqualTo(matches);
  }
}
