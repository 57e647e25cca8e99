package io.crossauth.client.internal.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9449 section 4.2. */
@DisplayName("F-05: htu")
class HttpTargetTest {

  @ParameterizedTest(name = "F-05: htu of {0} is {1}")
  @CsvSource({
    "https://api.example.com/orders, https://api.example.com/orders",
    "https://api.example.com/orders?page=2, https://api.example.com/orders",
    "https://api.example.com/orders#top, https://api.example.com/orders",
    "https://api.example.com/orders?a=b#top, https://api.example.com/orders",
    "HTTPS://API.Example.COM/Orders, https://api.example.com/Orders",
    "https://api.example.com:443/orders, https://api.example.com/orders",
    "http://127.0.0.1:80/orders, http://127.0.0.1/orders",
    "https://api.example.com:8443/orders, https://api.example.com:8443/orders",
    "http://localhost:443/, http://localhost:443/",
    "https://api.example.com, https://api.example.com/",
    "https://api.example.com?page=2, https://api.example.com/",
    "https://api.example.com/a%2Fb%7e%7Ec/, https://api.example.com/a%2Fb%7e%7Ec/",
    "https://user@api.example.com/a, https://api.example.com/a",
    "https://[2001:DB8::1]:443/a, https://[2001:db8::1]/a"
  })
  void of_an_address(String address, String htu) {
    assertThat(HttpTarget.htu(URI.create(address))).isEqualTo(htu);
  }

  @Test
  @DisplayName("F-05: no address of a request has none")
  void of_no_address() {
    assertThatIllegalArgumentException().isThrownBy(() -> HttpTarget.htu(URI.create("urn:a:b")));
  }
}
