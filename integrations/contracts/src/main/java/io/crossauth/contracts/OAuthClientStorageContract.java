package io.crossauth.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossauth.client.OAuthFlows;
import io.crossauth.client.manager.ClientDetails;
import io.crossauth.client.manager.ClientOwner;
import io.crossauth.client.manager.OAuthClientStorage;
import io.crossauth.client.manager.RegisteredClient;
import io.crossauth.value.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What an {@link OAuthClientStorage} promises. A test of a back end extends this; each test gets an
 * instance of its own, on one thread.
 */
public abstract class OAuthClientStorageContract {

  private static final int ROUNDS = 50;
  private static final Secret HASH =
      Secret.of("$pbkdf2-sha256$i=1000$c2FsdHNhbHRzYWx0c2FsdA$" + "A".repeat(43));
  private static final ClientDetails SHOP =
      ClientDetails.named("shop")
          .withRedirectUris(List.of("https://shop.example/cb?a=1", "com.example.shop:/cb"))
          .withValidFlows(List.of(OAuthFlows.DEVICE_CODE, OAuthFlows.REFRESH_TOKEN))
          .withOwner("alice")
          .withExtra("logo", "\"quoted\" \u00e4\u20ac\ud83d\ude00 '; --")
          .withExtra("empty", "");

  /** For the test of a back end. */
  protected OAuthClientStorageContract() {}

  /**
   * Opens a further storage on the back end of this test, as another node would. The first one that
   * a test opens is empty.
   *
   * @return the storage
   */
  protected abstract OAuthClientStorage open();

  private static RegisteredClient client(String id, ClientDetails details, long version) {
    return new RegisteredClient(id, details, Optional.of(HASH), version);
  }

  private static List<String> ids(List<RegisteredClient> clients) {
    return clients.stream().map(RegisteredClient::clientId).toList();
  }

  @Test
  @DisplayName("gives back what was stored, once for each id")
  void givesBackWhatWasStored() {
    OAuthClientStorage one = open();
    OAuthClientStorage other = open();
    assertTrue(one.createClient(client("id-1", SHOP, 1)));
    assertFalse(other.createClient(client("id-1", SHOP.withName("another"), 1)));
    RegisteredClient app =
        new RegisteredClient(
            "id-2", ClientDetails.named("app").withConfidential(false), Optional.empty(), 1);
    assertTrue(other.createClient(app));

    assertEquals(Optional.of(client("id-1", SHOP, 1)), other.getClientById("id-1"));
    assertEquals(Optional.of(app), one.getClientById("id-2"));
    assertEquals(Optional.empty(), one.getClientById("ID-1"));
    assertTrue(one.deleteClient("id-1"));
    assertFalse(other.deleteClient("id-1"));
    assertEquals(Optional.empty(), other.getClientById("id-1"));
  }

  @Test
  @DisplayName("stores the next version, and no other")
  void storesTheNextVersion() {
    OAuthClientStorage storage = open();
    assertTrue(storage.createClient(client("id-1", SHOP, 1)));
    ClientDetails next = SHOP.withName("next");

    assertFalse(storage.updateClient(client("id-1", next, 1)));
    assertFalse(storage.updateClient(client("id-1", next, 3)));
    assertFalse(storage.updateClient(client("id-2", next, 2)));
    assertTrue(storage.updateClient(client("id-1", next, 2)));
    assertFalse(storage.updateClient(client("id-1", SHOP, 2)));
    assertEquals(Optional.of(client("id-1", next, 2)), storage.getClientById("id-1"));
    assertEquals(Optional.empty(), storage.getClientById("id-2"));
  }

  @Test
  @DisplayName("finds by name and owner, and lists page by page in one order")
  void findsAndLists() {
    OAuthClientStorage storage = open();
    for (int i = 0; i < 7; i++) {
      ClientDetails details = i < 4 ? SHOP : i < 6 ? SHOP.withOwner("bob") : SHOP.withoutOwner();
      assertTrue(storage.createClient(client("id-" + i, details, 1)));
    }
    assertTrue(storage.createClient(client("other", SHOP.withName("Shop"), 1)));

    assertEquals(7, storage.getClientByName("shop", ClientOwner.anyone()).size());
    assertEquals(
        List.of("id-4", "id-5"), ids(storage.getClientByName("shop", ClientOwner.user("bob"))));
    assertEquals(List.of("id-6"), ids(storage.getClientByName("shop", ClientOwner.nobody())));
    assertEquals(List.of(), storage.getClientByName("sho", ClientOwner.anyone()));
    List<String> pages = new ArrayList<>();
    for (int skip = 0; skip < 9; skip += 3) {
      pages.addAll(ids(storage.getClients(ClientOwner.anyone(), skip, 3)));
    }
    assertEquals(List.of("id-0", "id-1", "id-2", "id-3", "id-4", "id-5", "id-6", "other"), pages);
    assertEquals(
        List.of("id-3", "other"), ids(storage.getClients(ClientOwner.user("alice"), 3, 5)));
    assertEquals(List.of("id-6"), ids(storage.getClients(ClientOwner.nobody(), 0, 5)));
  }

  @Test
  @DisplayName("of nodes that create or change a client at the same moment, one does")
  void oneOfManyDoes() {
    List<OAuthClientStorage> nodes = List.of(open(), open(), open(), open());
    for (int i = 0; i < ROUNDS; i++) {
      String id = "id-" + i;
      assertEquals(1, winners(nodes, node -> node.createClient(client(id, SHOP, 1))));
      assertEquals(1, winners(nodes, node -> node.updateClient(client(id, SHOP, 2))));
      assertEquals(1, winners(nodes, node -> node.deleteClient(id)));
    }
  }

  private static long winners(
      List<OAuthClientStorage> nodes,
      java.util.function.Function<OAuthClientStorage, Boolean> change) {
    List<Callable<Boolean>> work = new ArrayList<>();
    nodes.forEach(node -> work.add(() -> change.apply(node)));
    return AtOnce.run(work).stream().filter(won -> won).count();
  }
}
