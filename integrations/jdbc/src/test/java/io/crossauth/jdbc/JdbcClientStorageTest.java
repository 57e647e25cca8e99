package io.crossauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.OAuthFlows;
import io.crossauth.client.manager.ClientDetails;
import io.crossauth.client.manager.ClientOwner;
import io.crossauth.client.manager.IssuedClient;
import io.crossauth.client.manager.OAuthClientManager;
import io.crossauth.client.manager.OAuthClientStorage;
import io.crossauth.client.manager.RegisteredClient;
import io.crossauth.error.StorageException;
import io.crossauth.value.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
@DisplayName("A storage of clients in a database")
class JdbcClientStorageTest {

  private static final Secret HASH =
      Secret.of("$pbkdf2-sha256$i=1000$c2FsdHNhbHRzYWx0c2FsdA$" + "A".repeat(43));
  private static final ClientDetails SHOP =
      ClientDetails.named("shop")
          .withRedirectUris(List.of("https://shop.example/cb?a=1", "com.example.shop:/cb"))
          .withValidFlows(List.of(OAuthFlows.DEVICE_CODE, OAuthFlows.REFRESH_TOKEN))
          .withOwner("alice")
          .withExtra(
              "logo", "\"quoted\" \u00e4\u20ac\ud83d\ude00 '; DROP TABLE crossauth_client; --")
          .withExtra("empty", "");

  @OneOfEach
  void gives_back_what_was_stored(Kind kind) {
    OAuthClientStorage storage = storage(kind);
    RegisteredClient shop = client("id-1", SHOP);
    RegisteredClient app =
        new RegisteredClient(
            "id-2", ClientDetails.named("app").withConfidential(false), Optional.empty(), 1);

    assertThat(storage.createClient(shop)).isTrue();
    assertThat(storage.createClient(app)).isTrue();
    assertThat(storage.getClientById("id-1")).contains(shop);
    assertThat(storage.getClientById("id-2")).contains(app);
    assertThat(storage.getClientById("ID-1")).isEmpty();
    assertThat(storage.getClientById("' OR '1'='1")).isEmpty();
  }

  @OneOfEach
  void does_not_store_two_clients_of_one_id(Kind kind) {
    OAuthClientStorage storage = storage(kind);
    RegisteredClient shop = client("id-1", SHOP);

    assertThat(storage.createClient(shop)).isTrue();
    assertThat(storage.createClient(client("id-1", SHOP.withName("another")))).isFalse();
    assertThat(storage.getClientById("id-1")).contains(shop);
  }

  @OneOfEach
  void finds_by_name_and_owner(Kind kind) {
    OAuthClientStorage storage = storage(kind);
    storage.createClient(client("a", SHOP));
    storage.createClient(client("b", SHOP.withOwner("bob")));
    storage.createClient(client("c", SHOP.withoutOwner()));
    storage.createClient(client("d", SHOP.withName("another")));

    assertThat(ids(storage.getClientByName("shop", ClientOwner.anyone())))
        .containsExactly("a", "b", "c");
    assertThat(ids(storage.getClientByName("shop", ClientOwner.user("bob")))).containsExactly("b");
    assertThat(ids(storage.getClientByName("shop", ClientOwner.nobody()))).containsExactly("c");
    assertThat(storage.getClientByName("Shop", ClientOwner.anyone())).isEmpty();
  }

  @OneOfEach
  void lists_page_by_page(Kind kind) {
    OAuthClientStorage storage = storage(kind);
    IntStream.range(0, 7)
        .forEach(i -> storage.createClient(client("id-" + i, i < 5 ? SHOP : nobodys())));

    assertThat(ids(storage.getClients(ClientOwner.anyone(), 0, 3)))
        .containsExactly("id-0", "id-1", "id-2");
    assertThat(ids(storage.getClients(ClientOwner.anyone(), 3, 100)))
        .containsExactly("id-3", "id-4", "id-5", "id-6");
    assertThat(ids(storage.getClients(ClientOwner.user("alice"), 4, 3))).containsExactly("id-4");
    assertThat(ids(storage.getClients(ClientOwner.nobody(), 0, 3))).containsExactly("id-5", "id-6");
    assertThat(storage.getClients(ClientOwner.user("bob"), 0, 3)).isEmpty();
  }

  @OneOfEach
  void stores_the_next_version_and_no_other(Kind kind) {
    OAuthClientStorage storage = storage(kind);
    storage.createClient(client("id-1", SHOP));
    ClientDetails details = ClientDetails.named("app").withConfidential(false);
    RegisteredClient second = new RegisteredClient("id-1", details, Optional.empty(), 2);

    assertThat(storage.updateClient(new RegisteredClient("id-1", details, Optional.empty(), 3)))
        .isFalse();
    assertThat(storage.updateClient(second)).isTrue();
    assertThat(storage.updateClient(second)).isFalse();
    assertThat(storage.updateClient(new RegisteredClient("id-2", details, Optional.empty(), 2)))
        .isFalse();
    assertThat(storage.getClientById("id-1")).contains(second);
    assertThat(storage.getClientById("id-2")).isEmpty();
  }

  @OneOfEach
  void forgets_a_client(Kind kind) {
    OAuthClientStorage storage = storage(kind);
    storage.createClient(client("id-1", SHOP));

    assertThat(storage.deleteClient("id-1")).isTrue();
    assertThat(storage.deleteClient("id-1")).isFalse();
    assertThat(storage.getClientById("id-1")).isEmpty();
  }

  @OneOfEach
  void loses_no_change_of_many_threads(Kind kind) throws Exception {
    DataSource database = kind.fresh();
    IssuedClient made = manager(database).createClient(ClientDetails.named("shop"));
    String id = made.client().clientId();
    int threads = 8;
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<IssuedClient>> changes = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        String uri = "https://shop.example/" + i;
        changes.add(
            pool.submit(
                () -> {
                  together.await();
                  return manager(database).updateClient(id, d -> d.withAdditionalRedirectUri(uri));
                }));
      }
      for (Future<IssuedClient> change : changes) {
        change.get();
      }
    } finally {
      pool.shutdownNow();
    }

    RegisteredClient now = manager(database).getClientById(id).orElseThrow();
    assertThat(now.details().redirectUris()).hasSize(threads);
    assertThat(now.version()).isEqualTo(1 + threads);
    assertThat(manager(database).authenticate(id, made.newSecret().orElseThrow())).isPresent();
  }

  @OneOfEach
  void gives_one_of_many_threads_an_id(Kind kind) throws Exception {
    OAuthClientStorage storage = storage(kind);
    int threads = 8;
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Boolean>> attempts = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        RegisteredClient mine = client("id-1", SHOP.withName("shop " + i));
        attempts.add(
            pool.submit(
                () -> {
                  together.await();
                  return storage.createClient(mine);
                }));
      }
      int created = 0;
      for (Future<Boolean> attempt : attempts) {
        created += attempt.get() ? 1 : 0;
      }
      assertThat(created).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @OneOfEach
  void that_fails_is_not_taken_for_an_id_that_is_taken(Kind kind) {
    DataSource database = kind.fresh();
    OAuthClientStorage storage = JdbcStorage.in(database).clients();
    Databases.execute(database(database), "ALTER TABLE crossauth_client ADD CHECK (version > 7)");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> storage.createClient(client("id-1", SHOP)))
        .satisfies(e -> assertThat(e).hasNoCause());
    Databases.execute(database(database), "DROP TABLE crossauth_client");
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> storage.createClient(client("id-1", SHOP)))
        .withMessageContaining("createTables")
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.refused"));
  }

  @OneOfEach
  void does_not_quote_the_data_that_a_database_refuses(Kind kind) {
    OAuthClientStorage storage = storage(kind);
    RegisteredClient tooLong = client("id-1", SHOP.withName("canary".repeat(100)));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> storage.createClient(tooLong))
        .satisfies(
            e -> {
              for (Throwable t = e; t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain("canary", HASH.reveal());
              }
            });
  }

  @OneOfEach
  void says_so_when_a_row_is_none_of_ours(Kind kind) {
    DataSource database = kind.fresh();
    OAuthClientStorage storage = JdbcStorage.in(database).clients();
    storage.createClient(client("id-1", SHOP));
    Databases.execute(database(database), "UPDATE crossauth_client SET secret_hash = 'canary'");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> storage.getClientById("id-1"))
        .satisfies(e -> assertThat(e).hasNoCause().hasMessageNotContaining("canary"));
  }

  @OneOfEach
  void makes_its_tables_once(Kind kind) {
    DataSource database = kind.fresh();
    OAuthClientStorage storage = JdbcStorage.in(database).clients();
    storage.createClient(client("id-1", SHOP));

    JdbcStorage.in(database).createTables();
    assertThat(storage.getClientById("id-1")).isPresent();
  }

  /** Statements of tests are committed at once, whatever the library's connections do. */
  private static DataSource database(DataSource database) {
    return database instanceof WithoutAutoCommit slow ? slow.inner() : database;
  }

  private static OAuthClientStorage storage(Kind kind) {
    return JdbcStorage.in(kind.fresh()).clients();
  }

  private static OAuthClientManager manager(DataSource database) {
    return OAuthClientManager.builder(JdbcStorage.in(database).clients())
        .pbkdf2Iterations(1_000)
        .build();
  }

  private static ClientDetails nobodys() {
    return SHOP.withoutOwner();
  }

  private static RegisteredClient client(String id, ClientDetails details) {
    return new RegisteredClient(id, details, Optional.of(HASH), 1);
  }

  private static List<String> ids(List<RegisteredClient> clients) {
    return clients.stream().map(RegisteredClient::clientId).collect(Collectors.toList());
  }
}
