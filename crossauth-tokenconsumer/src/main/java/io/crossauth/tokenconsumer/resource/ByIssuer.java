package io.crossauth.tokenconsumer.resource;

import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the consumers of an issuer: those with a name at once, however many there are, and of the
 * others, whose names hold a tenant, each is asked.
 */
final class ByIssuer {

  private final List<OAuthTokenConsumer> all;
  private final Map<String, List<Integer>> named = new HashMap<>();
  private final List<Integer> templates = new ArrayList<>();

  ByIssuer(List<OAuthTokenConsumer> consumers) {
    this.all = consumers;
    for (int i = 0; i < all.size(); i++) {
      int number = i;
      for (String name : all.get(i).expectedIssuers()) {
        // A name that does not stand for itself has a part to be filled in.
        if (all.get(i).expectsIssuer(name)) {
          named.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(number);
        } else if (!templates.contains(number)) {
          templates.add(number);
        }
      }
    }
  }

  /** The consumers that expect the issuer, in their order. */
  List<OAuthTokenConsumer> find(String issuer) {
    List<Integer> numbers = named.getOrDefault(issuer, List.of());
    if (!templates.isEmpty()) {
      numbers = with(numbers, issuer);
    }
    List<OAuthTokenConsumer> found = new ArrayList<>(numbers.size());
    for (int number : numbers) {
      found.add(all.get(number));
    }
    return found;
  }

  private List<Integer> with(List<Integer> exact, String issuer) {
    List<Integer> numbers = new ArrayList<>(exact);
    for (int number : templates) {
      if (!numbers.contains(number) && all.get(number).expectsIssuer(issuer)) {
        numbers.add(number);
      }
    }
    numbers.sort(null);
    return numbers;
  }
}
