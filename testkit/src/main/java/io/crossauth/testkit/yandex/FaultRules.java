package io.crossauth.testkit.yandex;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.http.Reply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What goes wrong at the places: an answer stands for the true one, edits change the true one, a
 * delivery says how it goes out.
 *
 * <p>Edits are applied in the order given. Of the answers, those for so many requests come first,
 * one after the other, and then the last of those that hold; of the deliveries the first counts.
 */
final class FaultRules {

  static final long FOREVER = Long.MAX_VALUE;

  /** How the reply goes out; the request has its effect only if somebody asks for it. */
  @FunctionalInterface
  interface Delivery extends Function<Supplier<Reply>, Behaviour> {}

  private record Rule<T>(String place, T fault, AtomicLong left) {

    /** Whether the rule holds for one request more, which it then has used up. */
    boolean take(String asked) {
      return asked.equals(place) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
  }

  private final List<Rule<Reply>> planned = new CopyOnWriteArrayList<>();
  private final List<Rule<Reply>> held = new CopyOnWriteArrayList<>();
  private final List<Rule<UnaryOperator<Reply>>> edits = new CopyOnWriteArrayList<>();
  private final List<Rule<Delivery>> deliveries = new CopyOnWriteArrayList<>();

  void answer(String place, long requests, Reply reply) {
    if (requests == FOREVER) {
      held.add(0, rule(place, requests, reply));
    } else {
      planned.add(rule(place, requests, reply));
    }
  }

  void edit(String place, long requests, UnaryOperator<Reply> edit) {
    edits.add(rule(place, requests, edit));
  }

  void deliver(String place, long requests, Delivery delivery) {
    deliveries.add(rule(place, requests, delivery));
  }

  void clear() {
    planned.clear();
    held.clear();
    edits.clear();
    deliveries.clear();
  }

  /** What is answered to one request, whose true reply is {@code truth}. */
  Supplier<Reply> edited(String place, Supplier<Reply> truth) {
    Optional<Reply> other = first(planned, place).or(() -> first(held, place));
    if (other.isPresent()) {
      return other::get;
    }
    List<UnaryOperator<Reply>> active =
        edits.stream().filter(rule -> rule.take(place)).map(Rule::fault).toList();
    return () -> {
      Reply reply = truth.get();
      for (UnaryOperator<Reply> edit : active) {
        reply = edit.apply(reply);
      }
      return reply;
    };
  }

  /** How an answer to one request goes out. */
  Behaviour delivered(String place, Supplier<Reply> answer) {
    return first(deliveries, place).orElse(reply -> Behaviour.reply(reply.get())).apply(answer);
  }

  private static <T> Optional<T> first(List<Rule<T>> rules, String place) {
    return rules.stream().filter(rule -> rule.take(place)).findFirst().map(Rule::fault);
  }

  private static <T> Rule<T> rule(String place, long requests, T fault) {
    return new Rule<>(place, fault, new AtomicLong(requests));
  }
}
