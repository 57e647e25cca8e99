package io.crossauth.benchmarks.nodes;

import static java.util.Objects.requireNonNull;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Nodes as processes, the provider, the store's server, and a line from each node to it. */
final class Cluster implements AutoCloseable {

  private static final long PATIENCE = 120;

  /** A node, and whether it is there. */
  private record Place(NodeProcess process, CompletableFuture<Void> ready) {}

  private final Engine engine;
  private final Ledger ledger;
  private final StrictProvider provider;
  private final Timeline timeline;
  private final Size size;
  private final String key;
  private final TokenStore store;
  private final List<Line> lines = new ArrayList<>();
  private final Map<Integer, Place> places = new ConcurrentHashMap<>();
  private final Map<Ledger.Life, Long> statements = new ConcurrentHashMap<>();
  private final Map<Ledger.Life, Set<String>> held = new ConcurrentHashMap<>();
  private final Map<Ledger.Life, CompletableFuture<String>> traps = new ConcurrentHashMap<>();
  private final Map<Ledger.Life, Traps.Deed> deeds = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
  private final Set<String> beginning = ConcurrentHashMap.newKeySet();
  private final ExecutorService logins =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "logins");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicLong longestEnd = new AtomicLong();
  private final AtomicLong unsaved = new AtomicLong();
  private final AtomicLong left = new AtomicLong();
  private int births;

  /**
   * How large it is.
   *
   * @param nodes how many processes
   * @param sessions how many sessions
   * @param rate calls a second at each node
   */
  record Size(int nodes, int sessions, int rate) {}

  Cluster(Engine engine, Ledger ledger, StrictProvider provider, Timeline timeline, Size size) {
    this.engine = engine;
    this.ledger = ledger;
    this.provider = provider;
    this.timeline = timeline;
    this.size = size;
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    this.key = Base64.getEncoder().encodeToString(bytes);
    this.store = Backend.open(engine.kind(), engine.port(), SealingKey.of(Secret.of(key))).tokens();
  }

  void start() throws IOException, InterruptedException {
    for (int i = 0; i < size.nodes(); i++) {
      lines.add(Line.to(engine.port()));
      begin(i);
    }
    for (int i = 0; i < size.nodes(); i++) {
      awaitReady(i);
    }
    // Logins of all users at one moment would be renewals of all at another.
    for (int i = 0; i < size.sessions(); i++) {
      login(Load.name(i));
      StrictProvider.pause(1, 2 + 1_000 * provider.lifeSeconds() / size.sessions() / 2);
    }
    for (int i = 0; i < size.nodes(); i++) {
      node(i).tell("sessions " + size.sessions());
    }
  }

  Size size() {
    return size;
  }

  Engine engine() {
    return engine;
  }

  List<Line> lines() {
    return lines;
  }

  NodeProcess node(int place) {
    return place(place).process();
  }

  private Place place(int number) {
    return requireNonNull(places.get(number));
  }

  /** A new life at this place, after the one before has ended. */
  void revive(int place) throws IOException, InterruptedException {
    if (!node(place).awaitEnd(PATIENCE)) {
      throw new IllegalStateException("node " + place + ": expected its end, found it running");
    }
    begin(place);
    awaitReady(place);
    node(place).tell("sessions " + size.sessions());
  }

  private void begin(int place) throws IOException {
    births++;
    Ledger.Life life = ledger.born("node-" + place + "-" + births);
    held.put(life, ConcurrentHashMap.newKeySet());
    CompletableFuture<Void> ready = new CompletableFuture<>();
    List<String> arguments =
        List.of(
            life.toString(),
            provider.issuer(),
            engine.kind(),
            Integer.toString(lines.get(place).port()),
            Integer.toString(size.rate()));
    NodeProcess process =
        NodeProcess.start(
            arguments, key, life, lines.get(place), (node, line) -> heard(node, ready, line));
    places.put(place, new Place(process, ready));
  }

  private void awaitReady(int place) throws InterruptedException {
    try {
      place(place).ready().get(PATIENCE, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      throw new IllegalStateException("node " + place + ": expected to start", e);
    }
  }

  private void heard(NodeProcess node, CompletableFuture<Void> ready, String line) {
    String[] words = line.split(" ", 3);
    Ledger.Life life = node.life();
    switch (words[0]) {
      case Report.READY -> ready.complete(null);
      case Report.SECOND -> {
        statements.put(life, Long.valueOf(words[1]));
        timeline.add(Latencies.Seen.parse(words[2]));
      }
      case Report.SAVED -> ledger.saved(words[1]);
      case Report.HELD -> requireNonNull(held.get(life)).add(words[1]);
      case Report.FREE -> requireNonNull(held.get(life)).remove(words[1]);
      case Report.LOST -> ledger.unanswered(words[1]);
      case Report.OVER -> over(words[1], Long.parseLong(words[2]));
      case Report.TRAPPED -> trapped(life, words[2]);
      case Report.ASKED -> requireNonNull(asked.get(words[1])).complete(words[2]);
      case Report.CLOSED -> {
        longestEnd.accumulateAndGet(Long.parseLong(words[1]), Math::max);
        unsaved.addAndGet(Long.parseLong(words[2]));
        left.addAndGet(requireNonNull(held.get(life)).size());
      }
      // A library that prints.
      default -> System.err.println(line);
    }
  }

  private void trapped(Ledger.Life life, String session) {
    Traps.Deed deed = deeds.remove(life);
    if (deed == Traps.Deed.KILL) {
      life.killed();
    } else if (deed == Traps.Deed.STOP) {
      life.stopped();
    }
    CompletableFuture<String> trap = traps.remove(life);
    if (trap != null) {
      trap.complete(session);
    }
  }

  /** Does something to a node at the next time that one of its renewals comes to a step. */
  CompletableFuture<String> trap(NodeProcess node, Step step, Traps.Deed deed) {
    CompletableFuture<String> trap = new CompletableFuture<>();
    deeds.put(node.life(), deed);
    traps.put(node.life(), trap);
    node.tell("trap " + step + " " + deed);
    return trap.orTimeout(PATIENCE, TimeUnit.SECONDS);
  }

  /** Statements of all lives so far, as they have told. */
  long statements() {
    return statements.values().stream().mapToLong(Long::longValue).sum();
  }

  long roundTrips() {
    return lines.stream().mapToLong(Line::roundTrips).sum();
  }

  long longestEndMillis() {
    return longestEnd.get();
  }

  /** How many leases were not given back by nodes that ended in good order. */
  long leftLeases() {
    return left.get();
  }

  long unsaved() {
    return unsaved.get();
  }

  /** Whether a node that was killed had the lease of a session. */
  boolean isHeldByTheDead(String session) {
    return held.entrySet().stream()
        .anyMatch(entry -> entry.getKey().isKilled() && entry.getValue().contains(session));
  }

  /** Asks a node for a session by name. */
  CompletableFuture<String> ask(NodeProcess node, String session) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    asked.put(session, answer);
    node.tell("ask " + session);
    return answer;
  }

  /** A node says that a user has to log in: that is judged, and the user logs in. */
  void over(String session, long begun) {
    if (beginning.add(session)) {
      logins.execute(
          () -> {
            Ledger.Why why = provider.whyOver(session, begun);
            if (why != null) {
              ledger.ended(session, why);
              login(session);
            }
            beginning.remove(session);
          });
    }
  }

  private void login(String session) {
    String refreshToken = provider.login(session);
    Instant end = Instant.now().plusSeconds(provider.lifeSeconds());
    StoredTokens tokens =
        new StoredTokens(
            new SecureRandom().nextLong() >>> 2,
            Secret.of("access of " + session),
            Optional.of(Secret.of(refreshToken)),
            Optional.empty(),
            Optional.empty(),
            Optional.of(end),
            Optional.of(end.minusSeconds(provider.lifeSeconds() / 5)),
            Set.of(),
            Optional.empty(),
            AuthorizationDetails.none());
    while (true) {
      try {
        store.put(session, tokens);
        provider.loggedIn(session, refreshToken);
        return;
      } catch (StorageException e) {
        StrictProvider.pause(500, 600);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Place place : places.values()) {
      place.process().kill();
    }
    for (Line line : lines) {
      line.close();
    }
    logins.shutdownNow();
    provider.close();
    engine.close();
  }
}
