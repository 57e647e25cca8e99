package io.crossauth.client.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.OAuthFlows;
import io.crossauth.client.manager.ClientManagementException.Reason;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The manager of clients")
class OAuthClientManagerTest {

  private static final List<String> CALLBACK = List.of("https://app.example.com/callback");
  private static final ClientDetails SHOP =
      ClientDetails.named("shop").withRedirectUris(CALLBACK).withOwner("alice");

  private final OAuthClientStorage storage = OAuthClientStorage.inMemory();
  private final OAuthClientManager manager =
      OAuthClientManager.builder(storage).pbkdf2Iterations(1_000).build();

  @Test
  @DisplayName("fault 32: is made from a storage alone")
  void is_made_from_a_storage_alone() {
    assertThat(OAuthClientManager.builder(storage).build().getClientById("x")).isEmpty();
  }

  @Nested
  @DisplayName("makes a client")
  class Creation {

    @Test
    void with_a_random_id_and_secret() {
      IssuedClient one = manager.createClient(SHOP);
      IssuedClient other = manager.createClient(SHOP);

      assertThat(one.client().clientId()).matches("[A-Za-z0-9_-]{22}");
      assertThat(one.newSecret().orElseThrow().reveal()).matches("[A-Za-z0-9_-]{43}");
      assertThat(other.client().clientId()).isNotEqualTo(one.client().clientId());
      assertThat(other.newSecret()).isNotEqualTo(one.newSecret());
      assertThat(one.client().version()).isEqualTo(1);
      assertThat(storage.getClientById(one.client().clientId())).contains(one.client());
    }

    @Test
    void with_the_defaults_of_the_original() {
      ClientDetails details = manager.createClient("shop", CALLBACK).client().details();

      assertThat(details.confidential()).isTrue();
      assertThat(details.userId()).isEmpty();
      assertThat(details.validFlows()).isEqualTo(OAuthFlows.allFlows()).hasSize(8);
    }

    @Test
    void whose_secret_is_stored_as_a_hash_alone() {
      IssuedClient made = manager.createClient(SHOP);
      String secret = made.newSecret().orElseThrow().reveal();

      assertThat(made.client().secretHash().orElseThrow().reveal()).doesNotContain(secret);
      assertThat(made.toString()).doesNotContain(secret).contains("***");
      assertThat(
              made.client()
                  .secretHash()
                  .map(SecretHash::parse)
                  .orElseThrow()
                  .matches(Secret.of(secret)))
          .isTrue();
    }

    @Test
    void without_a_secret_if_it_is_public() {
      IssuedClient made = manager.createClient(SHOP.withConfidential(false));

      assertThat(made.newSecret()).isEmpty();
      assertThat(made.client().secretHash()).isEmpty();
    }

    @Test
    void with_the_flows_by_their_own_names() {
      ClientDetails python = SHOP.withValidFlows(List.of("refresh_token", "refreshToken"));
      ClientDetails all = SHOP.withValidFlows(List.of(OAuthFlows.ALL));

      assertThat(manager.createClient(python).client().details().validFlows())
          .containsExactly(OAuthFlows.REFRESH_TOKEN);
      assertThat(manager.createClient(all).client().details().validFlows())
          .isEqualTo(OAuthFlows.allFlows());
    }

    @ParameterizedTest(name = "fault 25: but not with redirect URI {0}")
    @ValueSource(strings = {"javascript:alert(1)", "http://evil@x", "not a url", ""})
    void but_not_with_a_bad_redirect_uri(String uri) {
      refused(SHOP.withAdditionalRedirectUri(uri), Reason.INVALID_REDIRECT_URI);
    }

    @Test
    void but_not_with_a_flow_that_is_none() {
      refused(SHOP.withValidFlows(List.of("implicit")), Reason.INVALID_FLOW);
    }

    @Test
    void but_not_with_a_name_or_an_owner_that_is_none() {
      refused(SHOP.withName(" "), Reason.INVALID_NAME);
      refused(SHOP.withName("a".repeat(201)), Reason.INVALID_NAME);
      refused(SHOP.withName("a\nb"), Reason.INVALID_NAME);
      refused(SHOP.withOwner(""), Reason.INVALID_DETAILS);
      refused(SHOP.withOwner("a".repeat(256)), Reason.INVALID_DETAILS);
      refused(SHOP.withExtra("", "x"), Reason.INVALID_DETAILS);
      refused(SHOP.withExtra("note", "a".repeat(4_097)), Reason.INVALID_DETAILS);
    }

    private void refused(ClientDetails details, Reason reason) {
      assertThatExceptionOfType(ClientManagementException.class)
          .isThrownBy(() -> manager.createClient(details))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
      assertThat(storage.getClients(ClientOwner.anyone(), 0, 10)).isEmpty();
    }
  }

  @Nested
  @DisplayName("changes a client")
  class Change {

    private final IssuedClient made = manager.createClient(SHOP);
    private final String id = made.client().clientId();

    @Test
    void and_keeps_its_secret() {
      IssuedClient changed = manager.updateClient(id, details -> details.withName("shop 2"));

      assertThat(changed.newSecret()).isEmpty();
      assertThat(changed.client().details()).isEqualTo(SHOP.withName("shop 2"));
      assertThat(changed.client().version()).isEqualTo(2);
      assertThat(manager.getClientById(id)).contains(changed.client());
      assertThat(authenticates(made.newSecret())).isTrue();
    }

    @Test
    @DisplayName("fault 32: and returns the new secret, when it is reset")
    void and_returns_the_new_secret() {
      IssuedClient changed =
          manager.updateClientAndResetSecret(id, details -> details.withName("shop 2"));

      assertThat(changed.newSecret()).isPresent().isNotEqualTo(made.newSecret());
      assertThat(changed.client().details().clientName()).isEqualTo("shop 2");
      assertThat(authenticates(changed.newSecret())).isTrue();
      assertThat(authenticates(made.newSecret())).isFalse();
      assertThat(authenticates(manager.resetSecret(id).newSecret())).isTrue();
    }

    @Test
    @DisplayName("fault 32: and clears its secret, when it becomes public")
    void and_clears_its_secret() {
      IssuedClient changed = manager.updateClient(id, d -> d.withConfidential(false));

      assertThat(changed.client().details().confidential()).isFalse();
      assertThat(changed.client().secretHash()).isEmpty();
      assertThat(authenticates(made.newSecret())).isFalse();
    }

    @Test
    void and_makes_a_secret_when_it_becomes_confidential() {
      manager.updateClient(id, d -> d.withConfidential(false));
      IssuedClient changed = manager.updateClient(id, d -> d.withConfidential(true));

      assertThat(changed.newSecret()).isPresent().isNotEqualTo(made.newSecret());
      assertThat(authenticates(changed.newSecret())).isTrue();
    }

    @Test
    void but_resets_no_secret_of_a_public_one() {
      refused(
          () -> manager.updateClientAndResetSecret(id, d -> d.withConfidential(false)),
          Reason.NOT_CONFIDENTIAL);
      assertThat(authenticates(made.newSecret())).isTrue();
    }

    @Test
    void but_none_that_nobody_knows() {
      refused(() -> manager.updateClient("nobody", details -> details), Reason.UNKNOWN_CLIENT);
      refused(() -> manager.resetSecret("nobody"), Reason.UNKNOWN_CLIENT);
    }

    @Test
    void but_not_into_one_that_breaks_a_rule() {
      refused(
          () -> manager.updateClient(id, d -> d.withAdditionalRedirectUri("javascript:alert(1)")),
          Reason.INVALID_REDIRECT_URI);
      refused(
          () -> manager.updateClient(id, d -> d.withValidFlows(List.of("x"))), Reason.INVALID_FLOW);
      assertThat(manager.getClientById(id)).contains(made.client());
    }

    private boolean authenticates(Optional<Secret> secret) {
      return manager.authenticate(id, secret.orElseThrow()).isPresent();
    }

    private void refused(Runnable call, Reason reason) {
      assertThatExceptionOfType(ClientManagementException.class)
          .isThrownBy(call::run)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
  }

  @Nested
  @DisplayName("finds clients")
  class Finding {

    private final RegisteredClient alices = manager.createClient(SHOP).client();
    private final RegisteredClient bobs = manager.createClient(SHOP.withOwner("bob")).client();
    private final RegisteredClient nobodys = manager.createClient(SHOP.withoutOwner()).client();

    @Test
    void by_id() {
      assertThat(manager.getClientById(bobs.clientId())).contains(bobs);
      assertThat(manager.getClientById("nobody")).isEmpty();
    }

    @Test
    void by_name_and_owner() {
      assertThat(manager.getClientByName("shop", ClientOwner.anyone()))
          .containsExactlyInAnyOrder(alices, bobs, nobodys);
      assertThat(manager.getClientByName("shop", ClientOwner.user("bob"))).containsExactly(bobs);
      assertThat(manager.getClientByName("shop", ClientOwner.nobody())).containsExactly(nobodys);
      assertThat(manager.getClientByName("SHOP", ClientOwner.anyone())).isEmpty();
    }

    @Test
    void of_an_owner_page_by_page() {
      List<RegisteredClient> all = manager.getClients(ClientOwner.anyone(), 0, 10);

      assertThat(all).containsExactlyInAnyOrder(alices, bobs, nobodys);
      assertThat(manager.getClients(ClientOwner.anyone(), 0, 2)).isEqualTo(all.subList(0, 2));
      assertThat(manager.getClients(ClientOwner.anyone(), 2, 2)).isEqualTo(all.subList(2, 3));
      assertThat(manager.getClients(ClientOwner.user("alice"), 0, 10)).containsExactly(alices);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 0", "0, -1", "0, 1001"})
    void but_no_page_that_is_none(int skip, int take) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> manager.getClients(ClientOwner.anyone(), skip, take));
    }

    @Test
    void until_they_are_deleted() {
      assertThat(manager.deleteClient(bobs.clientId())).isTrue();
      assertThat(manager.getClientById(bobs.clientId())).isEmpty();
      assertThat(manager.deleteClient(bobs.clientId())).isFalse();
    }
  }
}
