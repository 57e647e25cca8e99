package io.crossauth.benchmarks.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossauth.benchmarks.athand.SpringLanes;
import io.crossauth.benchmarks.peers.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.client.JdbcOAuth2AuthorizedClientService;

/** Spring Security's tokens of logged-in users in a database, which it keeps as they are. */
final class SpringStore {

  private static final String SCHEMA = "oauth2-client-schema-postgres.sql";

  private SpringStore() {}

  /** Makes the table that Spring's jar brings. */
  static void createTable(DataSource database) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            JdbcOAuth2AuthorizedClientService.class.getResourceAsStream(SCHEMA), SCHEMA)) {
      new JdbcTemplate(database).execute(new String(in.readAllBytes(), UTF_8));
    }
  }

  /** The token of one of them. */
  static Runnable accessToken(DataSource database) {
    JdbcTemplate calls = new JdbcTemplate(database);
    Verifier token =
        SpringLanes.session(
            registrations -> new JdbcOAuth2AuthorizedClientService(calls, registrations));
    return () -> {
      try {
        String unused = token.verify("");
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
