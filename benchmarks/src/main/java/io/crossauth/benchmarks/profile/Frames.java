package io.crossauth.benchmarks.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;

/**
 * The lines where samples of the main thread fall: the innermost one, and the innermost of ours.
 */
final class Frames {

  private static final int SHOWN = 20;
  private static final String OWN = "io.crossauth.";

  private final String what;
  private final String event;
  private final Map<String, Double> innermost = new HashMap<>();
  private final Map<String, Double> own = new HashMap<>();
  private double all;

  Frames(String what, String event) {
    this.what = what;
    this.event = event;
  }

  void add(RecordedEvent sample) {
    if (!sample.getEventType().getName().equals(event) || sample.getStackTrace() == null) {
      return;
    }
    List<RecordedFrame> stack = sample.getStackTrace().getFrames();
    if (stack.stream().noneMatch(frame -> name(frame).startsWith(Profile.class.getName()))) {
      return;
    }
    double weight = sample.hasField("weight") ? sample.getLong("weight") : 1;
    all += weight;
    innermost.merge(line(stack.get(0)), weight, Double::sum);
    stack.stream()
        .filter(frame -> name(frame).startsWith(OWN))
        .findFirst()
        .ifPresent(frame -> own.merge(line(frame), weight, Double::sum));
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }

  private static String line(RecordedFrame frame) {
    return name(frame) + "." + frame.getMethod().getName() + ":" + frame.getLineNumber();
  }

  String text() {
    return what
        + ", innermost line\n"
        + top(innermost)
        + what
        + ", innermost line of ours\n"
        + top(own);
  }

  private String top(Map<String, Double> lines) {
    StringBuilder text = new StringBuilder();
    lines.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .forEach(
            line ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%6.1f %%  %s%n",
                        100 * line.getValue() / all,
                        line.getKey())));
    return text.toString();
  }
}
