package io.crossauth.tokenconsumer;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import io.crossauth.internal.refresh.EarlyCall;
import io.crossauth.platform.Ticker;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms of ID tokens by the issuer's metadata, for a client of which nothing else is
 * known: {@code RS256}, which is the default of a registration, where it is listed; else what is
 * listed, but never {@code none} or HS*; all, if nothing is listed. Read once for each version of
 * the metadata; while there is none, asked for once in two seconds, however many tokens come.
 */
final class MetadataAlgorithms implements Supplier<Set<JwsAlgorithm>> {

  private static final Set<JwsAlgorithm> DEFAULT =
      Collections.unmodifiableSet(EnumSet.of(JwsAlgorithm.RS256));

  /** After a failure nobody asks again for so long. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private record Read(OpenIdConfiguration of, Set<JwsAlgorithm> algorithms) {}

  private record Failed(TransportException failure, long atNanos) {}

  private final Supplier<OpenIdConfiguration> metadata;
  private final Supplier<URI> address;
  private final Ticker ticker;
  private final AtomicReference<@Nullable Read> read = new AtomicReference<>();
  private final AtomicReference<@Nullable Failed> failed = new AtomicReference<>();

  /**
   * @param address where the metadata comes from, for messages
   */
  MetadataAlgorithms(Supplier<OpenIdConfiguration> metadata, Supplier<URI> address, Ticker ticker) {
    this.metadata = metadata;
    this.address = address;
    this.ticker = ticker;
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
          address.get(),
          true,
          String.valueOf(e.getMessage()),
          e);
    }
  }

  private static Set<JwsAlgorithm> named(OpenIdConfiguration metadata) {
    List<String> names =
        metadata.find(MetadataField.ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED).orElse(List.of());
    if (names.isEmpty()) {
      return JwsAlgorithm.asymmetric();
    }
    EnumSet<JwsAlgorithm> known = EnumSet.noneOf(JwsAlgorithm.class);
    for (String name : names) {
      JwsAlgorithm algorithm = JwsAlgorithm.find(name);
      if (algorithm != null) {
        known.add(algorithm);
      }
    }
    known.removeAll(JwsAlgorithm.of(JwsAlgorithm.Family.SECRET));
    return known.contains(JwsAlgorithm.RS256) ? DEFAULT : Collections.unmodifiableSet(known);
  }
}
