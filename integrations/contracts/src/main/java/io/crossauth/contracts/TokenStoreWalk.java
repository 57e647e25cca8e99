package io.crossauth.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A random walk of two nodes over two sessions: each step is done to the store and to a model of
 * it, and both must answer the same.
 */
final class TokenStoreWalk {

  private static final Duration TTL = Duration.ofMinutes(10);
  private static final List<String> NAMES = List.of("alice's", "bob's");

  /** What the store should know of a session. */
  private static final class Model {

    long version;
    @Nullable Object lease;
    boolean over;

    Model(long version) {
      this.version = version;
    }
  }

  /** A lease of the store, and what it is in the model. */
  private record Held(String session, TokenStore.Lease lease, Object model) {}

  private final List<TokenStore> nodes;
  private final Consumer<Duration> letPass;
  private final Random random;
  private final String seed;
  private final Map<String, Model> models = new HashMap<>();
  private final List<Held> held = new ArrayList<>();
  private final List<String> done = new ArrayList<>();

  TokenStoreWalk(List<TokenStore> nodes, Consumer<Duration> letPass, long seed) {
    this.nodes = nodes;
    this.letPass = letPass;
    this.random = new Random(seed);
    this.seed = "seed " + seed;
  }

  void steps(int count) {
    for (int i = 0; i < count; i++) {
      step(NAMES.get(random.nextInt(NAMES.size())), random.nextInt(20));
      for (String name : NAMES) {
        Optional<Long> expected = Optional.ofNullable(models.get(name)).map(model -> model.version);
        same(expected, node().find(name).map(StoredTokens::version), "find " + name);
      }
    }
  }

  private TokenStore node() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private void step(String name, int which) {
    if (which < 2) {
      long version = random.nextInt(3);
      done("put " + name + " " + version);
      node().put(name, Sessions.version(version));
      models.put(name, new Model(version));
    } else if (which == 2) {
      done("remove " + name);
      node().remove(name);
      models.remove(name);
    } else if (which == 3) {
      done("time passes");
      letPass.accept(TTL.plusSeconds(1));
      models.values().forEach(model -> model.over = true);
    } else if (which < 8) {
      lease(name);
    } else if (which < 11) {
      takeOver(name);
    } else if (!held.isEmpty()) {
      use(held.get(random.nextInt(held.size())), which);
    }
  }

  private void lease(String name) {
    done("lease " + name);
    Model model = models.get(name);
    boolean free = model != null && model.lease == null;
    taken(name, free, node().lease(name, TTL));
  }

  private void takeOver(String name) {
    Model model = models.get(name);
    boolean overdue = model != null && model.lease != null && model.over;
    Optional<String> found = node().overdue(name);
    same(overdue, found.isPresent(), "overdue " + name);
    if (found.isPresent()) {
      done("take over " + name);
      taken(name, true, node().takeOver(name, found.get(), TTL));
    }
  }

  private void taken(String name, boolean expected, Optional<TokenStore.Lease> lease) {
    same(expected, lease.isPresent(), "lease of " + name);
    Model model = models.get(name);
    if (lease.isPresent() && model != null) {
      Object mark = new Object();
      model.lease = mark;
      model.over = false;
      held.add(new Held(name, lease.get(), mark));
    }
  }

  private void use(Held mine, int which) {
    Model model = models.get(mine.session);
    boolean holds = model != null && mine.model.equals(model.lease);
    if (which < 14) {
      done("close a lease of " + mine.session);
      mine.lease.close();
      release(model, holds);
      return;
    }
    long version = (model == null ? 0 : model.version) + random.nextInt(3);
    boolean saves = holds && model != null && version == model.version + 1;
    boolean closes = which < 17;
    done((closes ? "save and close " : "save ") + mine.session + " " + version);
    StoredTokens next = Sessions.version(version);
    same(saves, closes ? mine.lease.saveAndClose(next) : mine.lease.save(next), "saved");
    if (saves && model != null) {
      model.version = version;
      release(model, closes);
    }
  }

  private static void release(@Nullable Model model, boolean really) {
    if (model != null && really) {
      model.lease = null;
      model.over = false;
    }
  }

  private void done(String step) {
    done.add(step);
  }

  private void same(Object expected, Object found, String what) {
    assertEquals(expected, found, () -> seed + ", " + what + " after " + done);
  }
}
