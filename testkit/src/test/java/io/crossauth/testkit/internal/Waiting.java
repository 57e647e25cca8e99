package io.crossauth.testkit.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process for tests: says hello, then fails or waits for ever. */
public final class Waiting {

  private Waiting() {}

  public static void main(String[] how) throws InterruptedException {
    System.out.println("hello");
    if (how[0].equals("failing")) {
      System.exit(3);
    }
    new CountDownLatch(1).await();
  }

  /** {@code how} is failing or waiting. */
  public static ProcessBuilder process(String how, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Waiting.class.getName(), how));
    return new ProcessBuilder(command);
  }
}
