package io.crossauth.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.provider.InProcessProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Programs outside the build use what it has made, with the versions of others that platforms
 * bring: each logs in, checks a token and refreshes it. {@code consumers/run} runs them all, a
 * build only a few.
 */
class ConsumersIT {

  private static final Settings SETTINGS = Settings.ofBuild();
  private static final String WHICH = System.getProperty("crossauth.consumers", "few");

  private static List<Project> projects;
  private static InProcessProvider provider;

  @BeforeAll
  static void build() throws Exception {
    provider = InProcessProvider.start();
    projects =
        Workshop.build(Catalogue.all().stream().filter(ConsumersIT::chosen).toList(), SETTINGS);
  }

  @AfterAll
  static void end() {
    provider.close();
  }

  private static boolean chosen(Consumer consumer) {
    return switch (WHICH) {
      case "all" -> true;
      case "few" -> consumer.usual();
      default -> consumer.name().contains(WHICH) || consumer.name().equals(Catalogue.OLDEST);
    };
  }

  @Test
  void everyProgramEndsAsItShould() throws Exception {
    List<Report.Row> rows = new ArrayList<>();
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Report.Row>> running = new ArrayList<>();
      for (Project project : projects) {
        running.add(workers.submit(() -> run(project)));
      }
      for (Future<Report.Row> row : running) {
        rows.add(row.get());
      }
    } finally {
      workers.shutdownNow();
      Files.writeString(SETTINGS.target().resolve("consumers.txt"), Report.table(rows));
    }

    assertThat(rows).isNotEmpty();
    assertThat(rows.stream().filter(row -> !row.asExpected())).isEmpty();
  }

  @Test
  void theClassesAreTheSameWhenMadeWithTheOldestLibraries() throws IOException {
    Project oldest =
        projects.stream()
            .filter(project -> project.consumer().name().equals(Catalogue.OLDEST))
            .findFirst()
            .orElseThrow();

    assertThat(new OldestCompilation(SETTINGS).faults(oldest.classPath())).isEmpty();
  }

  private static Report.Row run(Project project) throws IOException, InterruptedException {
    if (!Files.isRegularFile(project.classPathFile())) {
      return Report.notBuilt(project, "see projects.log");
    }
    Launch.Result result = new Launch(provider).run(project);
    Path log = SETTINGS.target().resolve("logs");
    Files.createDirectories(log);
    Files.writeString(log.resolve(project.consumer().name() + ".txt"), result.text());
    return Report.row(project, project.classPath(), result);
  }
}
