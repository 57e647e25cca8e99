package io.crossauth.testkit.keycloak;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * An image that the daemon has, or pulls.
 *
 * <p>Testcontainers would pull it too, but for minutes when nobody answers.
 */
final class DockerImage {

  private final DockerImageName name;
  private final Duration silence;

  /** {@code silence} is how long a pull may go on without news. */
  DockerImage(String name, Duration silence) {
    // The name that Testcontainers will ask for, on machines with a registry of their own.
    this.name = ImageNameSubstitutor.instance().apply(DockerImageName.parse(name));
    this.silence = silence;
  }

  /**
   * Pulls the image if the daemon has it not.
   *
   * @throws IllegalStateException if it cannot be pulled
   */
  void require(DockerClient docker, Progress progress) {
    try {
      docker.inspectImageCmd(name.asCanonicalNameString()).exec();
      return;
    } catch (NotFoundException e) {
      progress.say("pulling " + name.asCanonicalNameString());
    }
    Pull pull = new Pull();
    Optional<String> failure;
    try (pull) {
      docker.pullImageCmd(name.getUnversionedPart()).withTag(name.getVersionPart()).exec(pull);
      failure = pull.await(silence);
    } catch (IOException e) {
      failure = Optional.of(e.toString());
    }
    failure.ifPresent(
        why -> {
          throw new IllegalStateException(
              "cannot pull "
                  + name.asCanonicalNameString()
                  + ": "
                  + why
                  + "; load the image into Docker by other means, or choose zip by "
                  + KeycloakServer.CHOICE);
        });
  }

  /** Hears from the daemon how the pull goes. */
  private static final class Pull extends ResultCallback.Adapter<PullResponseItem> {

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long lastNews = System.nanoTime();
    private volatile Optional<String> failure = Optional.empty();

    @Override
    public void onNext(PullResponseItem item) {
      if (item.getErrorDetail() != null) {
        failure = Optional.ofNullable(item.getErrorDetail().getMessage()).map(String::strip);
      }
      // The daemon counts the seconds until its next try: no news.
      if (item.getStatus() == null || !item.getStatus().startsWith("Retrying")) {
        lastNews = System.nanoTime();
      }
    }

    @Override
    public void onError(Throwable problem) {
      failure = Optional.of(Causes.innermost(problem));
      over.countDown();
    }

    @Override
    public void onComplete() {
      over.countDown();
    }

    /** Why the image has not come; empty if it has. */
    Optional<String> await(Duration silence) {
      try {
        long rest = silence.toNanos();
        while (rest > 0) {
          if (over.await(rest, TimeUnit.NANOSECONDS)) {
            return failure;
          }
          rest = silence.toNanos() - (System.nanoTime() - lastNews);
        }
        return Optional.of("no news for " + silence.toSeconds() + " s");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.of("interrupted");
      }
    }
  }
}
