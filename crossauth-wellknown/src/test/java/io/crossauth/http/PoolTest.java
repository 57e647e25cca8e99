package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.platform.Platform;
import java.net.InetAddress;
import java.time.Duration;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

class PoolTest {

  private static final Duration TIME = Duration.ofSeconds(1);

  @Test
  void holdsAsManyConnectionsAsItWasTold() throws Exception {
    Platform platform = Platform.system();
    HostResolver names = new HostResolver(InetAddress::getAllByName, AddressBook.empty(), platform);
    Connector connector = new Connector(names, scheme -> null, Timeout.of(TIME));
    try (HttpClientConnectionManager pool =
        new Pool(3, 7, TIME, TIME).open(connector, new UnexpectedBytes(null), platform.ticker())) {
      ConnPoolControl<?> limits = (ConnPoolControl<?>) pool;
      assertThat(limits.getDefaultMaxPerRoute()).isEqualTo(3);
      assertThat(limits.getMaxTotal()).isEqualTo(7);
    }
  }
}
