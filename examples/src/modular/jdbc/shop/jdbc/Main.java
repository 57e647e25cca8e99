package shop.jdbc;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.manager.OAuthClientManager;
import io.crossauth.client.session.TokenManager;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;

/** Logs a user in, and keeps the session in a database. */
public final class Main {

  private Main() {}

  /** Takes the issuer, the certificate's file, the client and its secret, user and password. */
  public static void main(String[] args) throws IOException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
    JdbcStorage storage = JdbcStorage.in(database);
    storage.createTables();
    String trusted = Files.readString(Path.of(args[1]));
    try (ApacheHttpTransport https =
            ApacheHttpTransport.builder().trustedCertificates(trusted).build();
        OAuthClient client =
            OAuthClient.builder(args[0])
                .clientId(args[2])
                .clientSecret(Secret.of(args[3]))
                .transport(https)
                .build()) {
      TokenManager sessions = client.tokenManager(storage.tokens(SealingKey.ephemeral()));
      sessions.signedIn(
          "one", client.passwordFlow(args[4], Secret.of(args[5]), "openid").requireTokens());
      System.out.println("kept: " + sessions.tokens("one").orElseThrow());
      System.out.println("read: " + sessions.accessToken("one"));
    }
    OAuthClientManager clients = OAuthClientManager.builder(storage.clients()).build();
    System.out.println(
        "registered: version " + clients.createClient("Shop", List.of()).client().version());
  }
}
