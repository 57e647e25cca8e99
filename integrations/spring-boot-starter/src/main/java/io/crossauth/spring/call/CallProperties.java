package io.crossauth.spring.call;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code crossauth.call.*}. Immutable.
 *
 * @param origins Where the tokens of each client may go, by the client's name, such as
 *     "https://orders.example.com". Http is for this machine alone. None by default.
 */
@ConfigurationProperties("crossauth.call")
public record CallProperties(@DefaultValue Map<String, List<URI>> origins) {

  /** Takes the lists as they are now. */
  public CallProperties {
    Map<String, List<URI>> copy = new LinkedHashMap<>();
    origins.forEach((client, list) -> copy.put(client, List.copyOf(list)));
    origins = Map.copyOf(copy);
  }
}
