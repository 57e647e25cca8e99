package io.crossauth.examples.demo;

import io.crossauth.value.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach a server that is not of the testkit. */
final class ServerOptions {

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "Run what this server supports, instead of starting one.")
  private @Nullable String issuer;

  @Option(names = "--client-id", paramLabel = "ID", description = "The client there.")
  private @Nullable String clientId;

  @Option(
      names = "--client-secret",
      paramLabel = "SECRET",
      description = "Its secret; none for a public client.")
  private @Nullable String clientSecret;

  @Option(names = "--username", paramLabel = "NAME", description = "A user there.")
  private @Nullable String username;

  @Option(names = "--password", paramLabel = "PASSWORD", description = "The user's password.")
  private @Nullable String password;

  @Option(
      names = "--audience",
      paramLabel = "NAME",
      description = "Whom access tokens are for; without it they are not checked.")
  private @Nullable String audience;

  @Option(
      names = "--redirect-port",
      paramLabel = "PORT",
      defaultValue = "8765",
      description =
          "Where on 127.0.0.1 the browser comes back to, at /callback (default: ${DEFAULT-VALUE}).")
  private int redirectPort;

  boolean given() {
    return issuer != null;
  }

  /** Whether a client is named, as it must be for a server. */
  boolean complete() {
    return issuer != null && clientId != null;
  }

  String issuer() {
    return required(issuer);
  }

  String clientId() {
    return required(clientId);
  }

  Optional<Secret> clientSecret() {
    return secret(clientSecret);
  }

  Optional<Scene.Account> account() {
    String name = username;
    return name == null
        ? Optional.empty()
        : secret(password).map(secret -> new Scene.Account(name, secret));
  }

  Optional<String> audience() {
    return Optional.ofNullable(audience);
  }

  int redirectPort() {
    return redirectPort;
  }

  private static Optional<Secret> secret(@Nullable String text) {
    return Optional.ofNullable(text).filter(t -> !t.isEmpty()).map(Secret::of);
  }

  private static String required(@Nullable String option) {
    if (option == null) {
      throw new IllegalStateException("asked for a server that was not given");
    }
    return option;
  }
}
