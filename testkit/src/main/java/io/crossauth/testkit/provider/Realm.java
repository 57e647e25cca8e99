package io.crossauth.testkit.provider;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * All that the endpoints of one provider share.
 *
 * @param settings what it was built with
 * @param keys what it signs with
 * @param vault what it has handed out
 * @param events what has happened
 * @param faults what it does wrong
 * @param clientKeys the keys that clients publish
 * @param registrations the clients that have registered themselves
 * @param dpop checks proofs
 * @param deviceHolder the devices of users, which need the realm themselves
 */
record Realm(
    Settings settings,
    Keyring keys,
    Vault vault,
    Events events,
    ProviderFaults faults,
    ClientKeySets clientKeys,
    Registrations registrations,
    DpopDoor dpop,
    AtomicReference<ProviderDevices> deviceHolder) {

  static Realm of(Settings settings) {
    ProviderFaults faults = new ProviderFaults();
    Realm realm =
        new Realm(
            settings,
            new Keyring(settings.keySet()),
            new Vault(),
            new Events(),
            faults,
            new ClientKeySets(settings),
            new Registrations(),
            new DpopDoor(settings, faults),
            new AtomicReference<>());
    realm.deviceHolder().set(new ProviderDevices(realm));
    return realm;
  }

  /** The devices of its users. */
  ProviderDevices devices() {
    return Objects.requireNonNull(deviceHolder.get());
  }

  /** A client by its id, wherever it comes from. */
  Optional<Client> client(String id) {
    return Optional.ofNullable(settings.ownClients().get(id))
        .map(RegisteredClient::client)
        .or(() -> registrations.client(id))
        .or(() -> Clients.find(id));
  }

  Instant now() {
    return settings.clock().instant();
  }
}
