package io.crossauth.benchmarks.nodes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is done to the nodes, to the store's server and to the lines between. */
final class Chapters {

  /** Something that is done, and takes a while. */
  @FunctionalInterface
  interface Chapter {
    void run() throws IOException, InterruptedException;
  }

  /** Longer than a lease (40 s) and what follows it until it is taken over. */
  private static final int STAND_STILL = 58;

  /** The step with the most to lose comes first. */
  private static final List<Step> ORDERLY =
      List.of(Step.ANSWERED, Step.PRESENTING, Step.SAVING, Step.LEASED, Step.SAVED);

  private final Cluster cluster;
  private final StrictProvider provider;
  private final Ledger ledger;

  Chapters(Cluster cluster, StrictProvider provider, Ledger ledger) {
    this.cluster = cluster;
    this.provider = provider;
    this.ledger = ledger;
  }

  /** The long form. */
  Map<String, Chapter> all() {
    Map<String, Chapter> all = new LinkedHashMap<>();
    all.put("nodes killed at each step", this::killAtEachStep);
    all.put("ten nodes killed", () -> killAny(10, 3));
    all.put("orderly ends", () -> endOrderly(cluster.size().nodes()));
    all.put("nodes stand still for 58 s at each step", this::standStill);
    all.put("the server restarted three times", () -> restart(3, cluster.engine()::restart));
    all.put("the server killed three times", () -> restart(3, cluster.engine()::kill));
    all.put("lines silent for 15 s", () -> silent(15));
    all.put("lines silent for 70 s", () -> silent(70));
    all.put("server away for 15 s", () -> away(15));
    all.put("server away for 70 s", () -> away(70));
    all.put("20 saves cut", () -> cutSaves(20));
    all.put("20 calls to the provider cut", () -> loseAnswers(10));
    if (cluster.engine() instanceof RedisEngine redis) {
      all.put("power lost three times, everysec", () -> losePower(3, redis));
      all.put("killed, and all data gone", () -> loseAll(redis));
    }
    return all;
  }

  /** What is lost here, the store has lost, and that is measured. */
  private void losePower(int times, RedisEngine redis) throws IOException, InterruptedException {
    ledger.storeMayLose();
    redis.syncEverySecond();
    for (int i = 0; i < times; i++) {
      rest(5);
      redis.losePower();
      redis.syncEverySecond();
    }
    // What is presented again is presented within the life of an access token.
    rest(provider.lifeSeconds() + 10);
  }

  private void loseAll(RedisEngine redis) throws IOException, InterruptedException {
    redis.loseAll();
    rest(20);
  }

  /** The short form: nothing that takes a lease's time. */
  Map<String, Chapter> few() {
    Map<String, Chapter> few = new LinkedHashMap<>();
    few.put("a node killed after its save", () -> killAt(0, Step.SAVED));
    few.put("orderly ends", () -> endOrderly(2));
    few.put("saves cut", () -> cutSaves(3));
    return few;
  }

  void rest(int seconds) throws InterruptedException {
    TimeUnit.SECONDS.sleep(seconds);
  }

  private void killAt(int place, Step step) throws IOException, InterruptedException {
    await(cluster.trap(cluster.node(place), step, Traps.Deed.KILL));
    cluster.revive(place);
  }

  private void killAtEachStep() throws IOException, InterruptedException {
    int place = 0;
    for (Step step : Step.values()) {
      killAt(place++ % cluster.size().nodes(), step);
    }
    rest(55);
  }

  private void killAny(int times, int pause) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      int place = any();
      cluster.node(place).kill();
      cluster.revive(place);
      rest(pause);
    }
    rest(50);
  }

  private int any() {
    return ThreadLocalRandom.current().nextInt(cluster.size().nodes());
  }

  /** By a signal in the middle of a renewal, and by a word under load. */
  private void endOrderly(int times) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      int place = i % cluster.size().nodes();
      NodeProcess node = cluster.node(place);
      if (i % 2 == 0) {
        await(cluster.trap(node, ORDERLY.get(i / 2 % ORDERLY.size()), Traps.Deed.TELL));
        node.terminate();
        rest(1);
        node.tell("go");
      } else {
        node.tell("close");
      }
      cluster.revive(place);
    }
    rest(1);
  }

  private void standStill() throws IOException, InterruptedException {
    List<NodeProcess> still = new ArrayList<>();
    List<CompletableFuture<String>> trapped = new ArrayList<>();
    for (Step step : Step.values()) {
      NodeProcess node = cluster.node(still.size() % cluster.size().nodes());
      still.add(node);
      trapped.add(cluster.trap(node, step, Traps.Deed.STOP));
    }
    for (CompletableFuture<String> each : trapped) {
      await(each);
    }
    rest(STAND_STILL);
    for (NodeProcess node : still) {
      node.resume();
    }
    rest(15);
  }

  private void restart(int times, Chapter how) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      rest(3);
      how.run();
    }
    rest(15);
  }

  private void silent(int seconds) throws InterruptedException {
    cluster.lines().forEach(Line::pause);
    rest(seconds);
    cluster.lines().forEach(Line::resume);
    rest(20);
  }

  private void away(int seconds) throws IOException, InterruptedException {
    for (Line line : cluster.lines()) {
      line.refuse();
    }
    rest(seconds);
    for (Line line : cluster.lines()) {
      line.accept();
    }
    rest(20);
  }

  /** Every other time the save has reached the store, and its answer gets lost. */
  private void cutSaves(int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      NodeProcess node = cluster.node(i % cluster.size().nodes());
      await(cluster.trap(node, Step.SAVING, Traps.Deed.TELL));
      node.line().cutNext(i % 2 == 0 ? Line.Cut.REQUEST : Line.Cut.ANSWER);
      node.tell("go");
      TimeUnit.MILLISECONDS.sleep(500);
    }
    rest(2);
  }

  private void loseAnswers(int each) throws InterruptedException {
    provider.dropRequests(each);
    rest(10);
    provider.dropAnswers(each);
    rest(25);
  }

  /**
   * Every session is asked for once more, after its access token is over.
   *
   * @param seconds how long the answers may take
   * @return what does not answer, and why that must not be
   */
  List<String> callTheRoll(int seconds) throws InterruptedException {
    for (int i = 0; i < cluster.size().nodes(); i++) {
      cluster.node(i).tell("sessions 0");
    }
    rest(provider.lifeSeconds() + 1);
    Map<String, CompletableFuture<String>> answers = new LinkedHashMap<>();
    for (int i = 0; i < cluster.size().sessions(); i++) {
      String session = Load.name(i);
      answers.put(session, cluster.ask(cluster.node(any()), session));
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, CompletableFuture<String>> each : answers.entrySet()) {
      String answer = answer(each.getValue(), end - System.nanoTime());
      if (!answer.equals("ok") && !cluster.isHeldByTheDead(each.getKey())) {
        missing.addAll(judged(each.getKey(), answer));
      }
    }
    return missing;
  }

  private List<String> judged(String session, String answer) {
    if (answer.equals("session.login_required")) {
      Ledger.Why why = provider.whyOver(session, System.currentTimeMillis());
      ledger.ended(session, why == null ? Ledger.Why.FAULT : why);
      return List.of();
    }
    return List.of("session " + session + " does not answer at the end: " + answer);
  }

  private static String answer(CompletableFuture<String> from, long nanos)
      throws InterruptedException {
    try {
      return from.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return "nothing in time";
    } catch (ExecutionException e) {
      return e.toString();
    }
  }

  private static void await(CompletableFuture<String> trapped) throws InterruptedException {
    try {
      String unused = trapped.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a node has not come to the step", e);
    }
  }
}
