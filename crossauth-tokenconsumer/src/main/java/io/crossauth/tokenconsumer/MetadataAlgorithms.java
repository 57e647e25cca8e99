package io.crossauth.tokenconsumer;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import io.crossauth.internal.refresh.EarlyCall;
import io.crossauth.platform.Ticker;
import io.crossauth.tokenconsumer.internal.IssuerAddress;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms that the issuer's metadata names for ID tokens; all, if it names none. Read once
 * for each version of the metadata; while there is none, asked for once in two seconds, however
 * many tokens come.
 */
final class MetadataAlgorithms implements Supplier<Set<JwsAlgorithm>> {

  private static final Set<JwsAlgorithm> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(JwsAlgorithm.class));

  /** After a failure nobody asks again for so long. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private record Read(OpenIdConfiguration of, Set<JwsAlgorithm> algorithms) {}

  private record Failed(TransportException failure, long atNanos) {}

  private final Supplier<OpenIdConfiguration> metadata;
  private final String issuer;
  private final Ticker ticker;
  private final AtomicReference<@Nullable Read> read = new AtomicReference<>();
  private final AtomicReference<@Nullable Failed> failed = new AtomicReference<>();

  MetadataAlgorithms(Supplier<OpenIdConfiguration> metadata, String issuer, Ticker ticker) {
    this.metadata = metadata;
    this.issuer = issuer;
    this.ticker = ticker;
  }

  /** Without metadata, only what is configured counts. */
  static Supplier<Set<JwsAlgorithm>> all() {
    return () -> ALL;
  }

  @Override
  public Set<JwsAlgorithm> get() {
    Failed before = failed.get();
    if (before != null && ticker.nanos() - before.atNanos() < PAUSE.toNanos()) {
      throw EarlyCall.after(before.failure(), PAUSE);
    }
    try {
      return current();
    } catch (TransportException e) {
      failed.set(new Failed(e, ticker.nanos()));
      throw e;
    }
  }

  private Set<JwsAlgorithm> current() {
    try {
      OpenIdConfiguration now = metadata.get();
      Read known = read.get();
      if (known == null || known.of() != now) {
        known = new Read(now, named(now));
        read.set(known);
      }
      return known.algorithms();
    } catch (InvalidResponseException e) {
      throw new TransportException(
          TransportException.Kind.UNAVAILABLE,
          IssuerAddress.of(issuer),
          true,
          String.valueOf(e.getMessage()),
          e);
    }
  }

  private static Set<JwsAlgorithm> named(OpenIdConfiguration metadata) {
    List<String> names =
        metadata.find(MetadataField.ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED).orElse(List.of());
    if (names.isEmpty()) {
      return ALL;
    }
    EnumSet<JwsAlgorithm> known = EnumSet.noneOf(JwsAlgorithm.class);
    for (String name : names) {
      JwsAlgorithm algorithm = JwsAlgorithm.find(name);
      if (algorithm != null) {
        known.add(algorithm);
      }
    }
    return Collections.unmodifiableSet(known);
  }
}
