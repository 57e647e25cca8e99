package io.crossauth.testkit.provider;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.http.Reply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What goes wrong at the endpoints: edits change the true reply, a delivery says how it goes out.
 *
 * <p>Edits are applied in the order given; of the deliveries the first counts.
 */
final class FaultRules {

  /** The true reply is made only if the delivery asks for it. */
  @FunctionalInterface
  interface Delivery extends Function<Supplier<Reply>, Behaviour> {}

  private record Rule<T>(Endpoint endpoint, T fault, AtomicLong left) {

    /** Whether the rule holds for one request more, which it then has used up. */
    boolean take(Endpoint asked) {
      return asked == endpoint && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
  }

  private final List<Rule<UnaryOperator<Reply>>> edits = new CopyOnWriteArrayList<>();
  private final List<Rule<Delivery>> deliveries = new CopyOnWriteArrayList<>();

  void edit(Endpoint endpoint, long requests, UnaryOperator<Reply> edit) {
    edits.add(new Rule<>(endpoint, edit, new AtomicLong(requests)));
  }

  void deliver(Endpoint endpoint, long requests, Delivery delivery) {
    deliveries.add(new Rule<>(endpoint, delivery, new AtomicLong(requests)));
  }

  void clear() {
    edits.clear();
    deliveries.clear();
  }

  /** What becomes of one request, whose true reply is {@code truth}. */
  Behaviour apply(Endpoint endpoint, Supplier<Reply> truth) {
    List<UnaryOperator<Reply>> active =
        edits.stream().filter(rule -> rule.take(endpoint)).map(Rule::fault).toList();
    Supplier<Reply> edited =
        () -> {
          Reply reply = truth.get();
          for (UnaryOperator<Reply> edit : active) {
            reply = edit.apply(reply);
          }
          return reply;
        };
    return deliveries.stream()
        .filter(rule -> rule.take(endpoint))
        .findFirst()
        .map(Rule::fault)
        .orElse(reply -> Behaviour.reply(reply.get()))
        .apply(edited);
  }
}
