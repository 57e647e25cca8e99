package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.connection.ProviderConnection;
import io.crossauth.internal.http.Loopback;
import io.crossauth.platform.Platform;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a provider as a client meets it, and says what keeps logins from working, what will some
 * day, and what is less safe than it could be: the way to it, its certificate and clock, its
 * metadata, endpoints and keys, and what it lacks for FAPI 2.0.
 *
 * <p>It asks for public documents, and once for each endpoint by GET without parameters; it sends
 * no credentials. Immutable and safe for use by many threads.
 */
public final class ProviderCheck {

  private final String issuer;
  private final ProviderConnection connection;

  ProviderCheck(Builder builder) {
    this.issuer = builder.issuer;
    this.connection = builder.connection;
  }

  /**
   * Begins the check of a provider.
   *
   * @param issuer the issuer, exactly as its tokens say it
   * @return a builder, whose settings all have defaults
   */
  public static Builder builder(String issuer) {
    return new Builder(issuer);
  }

  /**
   * Looks at the provider now. What cannot be reached is a finding, not an exception.
   *
   * @return what was found, the worst first; empty if all is as it should be. Unmodifiable
   * @throws InterruptedCallException if the thread is interrupted
   */
  public List<Finding> run() {
    ProviderConnection.Open open = connection.open();
    try {
      List<Finding> found = new ArrayList<>(look(open.transport()));
      found.sort(Comparator.comparing(Finding::severity).reversed());
      return List.copyOf(found);
    } finally {
      open.close().run();
    }
  }

  private List<Finding> look(HttpTransport transport) {
    Recorder recorder = new Recorder(transport, connection.platform());
    List<Finding> found = new ArrayList<>();
    Optional<OpenIdConfiguration> metadata = metadata(recorder, found);
    Optional<Recorder.Entry> document = recorder.last();
    if (metadata.isPresent() && document.isPresent()) {
      Provider provider =
          new Provider(
              document.get().address(), metadata.get(), document.get(), recorder, transport);
      plainHttp(document.get().address(), found);
      for (Check check : checks()) {
        found.addAll(check.look(provider));
      }
    }
    found.addAll(ClockCheck.look(recorder.entries()));
    return found;
  }

  private List<Check> checks() {
    return List.of(
        new CertificateCheck(connection.platform()),
        new MetadataCheck(),
        new EndpointCheck(),
        new LoginCheck(),
        new KeysCheck(),
        new FapiCheck());
  }

  private Optional<OpenIdConfiguration> metadata(Recorder recorder, List<Finding> found) {
    Discovery discovery = connection.discovery(issuer, recorder);
    try {
      return Optional.of(discovery.configuration());
    } catch (InterruptedCallException e) {
      throw e;
    } catch (CrossauthException e) {
      Optional<OpenIdConfiguration> asItIs = asItIs(recorder);
      boolean typeAlone =
          asItIs.isPresent() && e instanceof InvalidResponseException r && isMediaType(r);
      if (!typeAlone) {
        found.add(DiscoveryFailure.of(e));
      }
      return asItIs;
    }
  }

  private static boolean isMediaType(InvalidResponseException e) {
    return e.rule().equals("content_type");
  }

  /** A document that is refused may be looked at all the same. */
  private static Optional<OpenIdConfiguration> asItIs(Recorder recorder) {
    return recorder
        .last()
        .filter(entry -> entry.reply().status() == 200)
        .flatMap(
            entry -> {
              try {
                return Optional.of(
                    OpenIdConfiguration.parse(
                        new String(entry.reply().body(), StandardCharsets.UTF_8)));
              } catch (InvalidResponseException e) {
                return Optional.empty();
              }
            });
  }

  private static void plainHttp(URI address, List<Finding> found) {
    if ("http".equalsIgnoreCase(address.getScheme()) && !Loopback.is(address.getHost())) {
      found.add(ServerProblem.PLAIN_HTTP.found("the metadata is fetched over plain http"));
    }
  }

  /** The issuer. */
  @Override
  public String toString() {
    return "ProviderCheck[" + issuer + "]";
  }

  /**
   * Builds a {@link ProviderCheck}. Everything has a default.
   *
   * <p>Not safe for use by several threads; what it builds is.
   */
  public static final class Builder {

    final String issuer;
    ProviderConnection connection = ProviderConnection.usual();

    Builder(String issuer) {
      this.issuer = issuer;
    }

    /**
     * Sets the address of the metadata document, where it is not below the issuer.
     *
     * @param uri an absolute http or https address
     * @return this builder
     */
    public Builder discoveryUri(URI uri) {
      connection = connection.withDiscoveryUri(uri);
      return this;
    }

    /**
     * Sets where this program reaches the provider, when that is not the issuer; see {@link
     * Discovery.Builder#authServerBaseUrl}.
     *
     * @param uri an absolute http or https address
     * @return this builder
     */
    public Builder authServerBaseUrl(URI uri) {
      connection = connection.withAuthServerBaseUrl(uri);
      return this;
    }

    /**
     * Sets the transport, best the one that the program uses; it is not closed by the check. The
     * certificate is looked at where it is an {@link io.crossauth.http.ApacheHttpTransport}.
     *
     * @param other the transport; one of the check's own by default
     * @return this builder
     */
    public Builder transport(HttpTransport other) {
      connection = connection.withTransport(other);
      return this;
    }

    /**
     * Sets header fields for the metadata.
     *
     * @param all the fields; none by default
     * @return this builder
     */
    public Builder headers(Headers all) {
      connection = connection.withHeaders(all);
      return this;
    }

    /**
     * Sets the platform.
     *
     * @param other clock, ticker, scheduler, random; the system's by default
     * @return this builder
     */
    public Builder platform(Platform other) {
      connection = connection.withPlatform(other);
      return this;
    }

    /**
     * Makes the check. Nothing is asked yet.
     *
     * @return the check, ready to run
     * @throws IllegalArgumentException if the issuer or an address is none
     */
    public ProviderCheck build() {
      // An address that is none is refused here.
      Discovery unused =
          connection.discovery(
              issuer,
              call -> {
                throw new IllegalStateException("not asked yet");
              });
      return new ProviderCheck(this);
    }
  }
}
