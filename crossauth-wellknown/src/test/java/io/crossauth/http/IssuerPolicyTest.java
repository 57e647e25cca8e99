package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.TransportException.Kind;
import io.crossauth.testing.FakeTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A policy holds for the transport of each issuer, too:")
class IssuerPolicyTest {

  private static final String ISSUER = "https://id.example";
  private static final HttpCall PLAIN = HttpCall.get(URI.create("http://a.example/"));

  private final FakeTime time = FakeTime.create();

  private static HttpReply answer(HttpCall call) {
    return new HttpReply(200, Headers.none(), new byte[0]);
  }

  @Test
  void httpsOnly() {
    HttpTransport of = HttpPolicy.httpsOnly(IssuerPolicyTest::answer).forIssuer(ISSUER);
    assertThat(Outcomes.failure(of, PLAIN).kind()).isEqualTo(Kind.FORBIDDEN);
  }

  @Test
  void onlyHosts() {
    HttpTransport of =
        HttpPolicy.onlyHosts(IssuerPolicyTest::answer, Set.of("b.example")).forIssuer(ISSUER);
    assertThat(Outcomes.failure(of, PLAIN).kind()).isEqualTo(Kind.FORBIDDEN);
  }

  @Test
  void paced() {
    HttpTransport all =
        HttpPolicy.paced(IssuerPolicyTest::answer, Duration.ofSeconds(1), time.platform());
    all.exchange(PLAIN);
    all.forIssuer(ISSUER).exchange(PLAIN);
    assertThat(time.waits()).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void observed() {
    List<HttpListener.Exchange> seen = new ArrayList<>();
    HttpPolicy.observed(IssuerPolicyTest::answer, seen::add, time.platform())
        .forIssuer(ISSUER)
        .exchange(PLAIN);
    assertThat(seen).hasSize(1);
  }
}
