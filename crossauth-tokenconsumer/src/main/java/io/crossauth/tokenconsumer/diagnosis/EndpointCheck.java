package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.http.Loopback;
import io.crossauth.internal.http.Shown;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the endpoints: whether they may be named, whether they are there, and whether they lead
 * elsewhere. They are asked by GET, without parameters or credentials, whatever they answer.
 */
final class EndpointCheck implements Check {

  /** What the program calls itself. */
  private static final List<MetadataField<URI>> CALLED =
      List.of(
          MetadataField.TOKEN_ENDPOINT,
          MetadataField.USERINFO_ENDPOINT,
          MetadataField.REVOCATION_ENDPOINT,
          MetadataField.INTROSPECTION_ENDPOINT,
          MetadataField.DEVICE_AUTHORIZATION_ENDPOINT,
          MetadataField.BACKCHANNEL_AUTHENTICATION_ENDPOINT,
          MetadataField.PUSHED_AUTHORIZATION_REQUEST_ENDPOINT,
          MetadataField.REGISTRATION_ENDPOINT);

  /** What the browser is sent to, or what another check asks. */
  private static final List<MetadataField<URI>> NAMED =
      List.of(
          MetadataField.AUTHORIZATION_ENDPOINT,
          MetadataField.END_SESSION_ENDPOINT,
          MetadataField.JWKS_URI);

  @Override
  public List<Finding> look(Provider provider) {
    List<Finding> found = new ArrayList<>();
    for (MetadataField<URI> field : NAMED) {
      Optional<URI> unused = named(provider, field, found);
    }
    for (MetadataField<URI> field : CALLED) {
      named(provider, field, found).ifPresent(uri -> ask(provider, field, uri, found));
    }
    for (MetadataField<URI> field : CALLED) {
      alias(provider, field, found);
    }
    return found;
  }

  private static Optional<URI> named(
      Provider provider, MetadataField<URI> field, List<Finding> found) {
    Optional<URI> uri;
    try {
      uri = provider.metadata().find(field);
    } catch (InvalidResponseException e) {
      Problem problem =
          e.rule().equals("endpoint") ? ServerProblem.ENDPOINT_REFUSED : ServerProblem.ODD_MEMBER;
      found.add(problem.found(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
    if (uri.filter(EndpointCheck::isPlain).isPresent()) {
      found.add(ServerProblem.ENDPOINT_PLAIN.found(field.name() + " is plain http"));
    }
    return uri;
  }

  private static void alias(Provider provider, MetadataField<URI> field, List<Finding> found) {
    try {
      Optional<URI> unused = provider.metadata().mtlsEndpointAlias(field);
    } catch (InvalidResponseException e) {
      if (e.rule().equals("endpoint") || String.valueOf(e.getMessage()).contains(field.name())) {
        found.add(ServerProblem.MTLS_REFUSED.found(String.valueOf(e.getMessage())));
      }
    }
  }

  private static void ask(
      Provider provider, MetadataField<URI> field, URI uri, List<Finding> found) {
    try {
      HttpReply reply = provider.recorder().exchange(HttpCall.get(uri));
      if (reply.status() / 100 == 3) {
        found.add(
            ServerProblem.ENDPOINT_REDIRECT.found(
                field.name()
                    + " answers HTTP "
                    + reply.status()
                    + " and leads to "
                    + Shown.target(uri, reply.headers().first("Location").orElse(null))
                        .orElse("an address that it does not tell")));
      }
    } catch (TransportException e) {
      found.add(ServerProblem.ENDPOINT_SILENT.found(field.name() + ": " + e.getMessage()));
    }
  }

  private static boolean isPlain(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) && !Loopback.is(uri.getHost());
  }
}
