package io.crossauth.testkit.provider;

import io.crossauth.testkit.CibaDevices;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The devices of an {@link InProcessProvider}'s users. */
final class ProviderDevices implements CibaDevices {

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, URI> endpoints = new ConcurrentHashMap<>();
  private final Set<CibaAttempt> waiting = ConcurrentHashMap.newKeySet();
  private final Realm realm;
  private final CibaNotifier notifier;

  ProviderDevices(Realm realm) {
    this.realm = realm;
    this.notifier = new CibaNotifier(realm);
  }

  @Override
  public void answer(String user, Answer answer) {
    User known = User.require(user);
    answers.put(known.name(), answer);
    List.copyOf(waiting).stream()
        .filter(attempt -> attempt.user().equals(known))
        .forEach(attempt -> decide(attempt, answer));
  }

  @Override
  public void notifyAt(String clientId, URI endpoint) {
    endpoints.put(clientId, endpoint);
  }

  /** Asks the user; the answer may be there at once. */
  void ask(CibaAttempt attempt) {
    waiting.add(attempt);
    decide(attempt, answers.getOrDefault(attempt.user().name(), Answer.WAIT));
  }

  /** Where a client is pinged. */
  Optional<URI> endpoint(Client client) {
    return Optional.ofNullable(endpoints.get(client.id()));
  }

  /** Notifies as if the user had decided, and waits until the client has answered. */
  void notifyEarly(CibaAttempt attempt) {
    endpoint(attempt.client()).ifPresent(uri -> notifier.ping(attempt, uri));
  }

  private void decide(CibaAttempt attempt, Answer answer) {
    if (answer == Answer.WAIT || !attempt.waits().decide(decision(attempt, answer))) {
      return;
    }
    waiting.remove(attempt);
    endpoint(attempt.client())
        .filter(uri -> attempt.notificationToken().isPresent())
        .ifPresent(uri -> notifier.tell(attempt, uri));
  }

  private Device.Decision decision(CibaAttempt attempt, Answer answer) {
    if (answer == Answer.DENY) {
      return new Device.Decision.Denied();
    }
    Grant.Session session =
        new Grant.Session(Settings.random(), attempt.user().name(), realm.now());
    realm.vault().keep(session);
    return new Device.Decision.Approved(session);
  }
}
