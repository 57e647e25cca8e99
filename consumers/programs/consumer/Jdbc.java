package consumer;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.value.SealingKey;
import org.h2.jdbcx.JdbcDataSource;

/** Keeps the tokens of a login in a database. */
public final class Jdbc implements Part {

  @Override
  public void run(Provider provider) throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:consumer;DB_CLOSE_DELAY=-1");
    JdbcStorage storage = JdbcStorage.in(database);
    storage.createTables();
    TokenStore store = storage.tokens(SealingKey.ephemeral());
    try (OAuthClient client = Client.client(provider)) {
      OAuthTokenResponse tokens = Client.login(client, provider);
      StoredTokens stored = StoredTokens.of(tokens);
      store.put("session", stored);
      Part.check(
          store.find("session").orElseThrow().accessToken().equals(stored.accessToken()),
          "the same token");
    }
  }
}
