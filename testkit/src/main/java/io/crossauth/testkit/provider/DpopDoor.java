package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.net.URI;
import java.util.Optional;

/** Where proofs come in at a provider (RFC 9449 sections 5, 7 and 10). */
final class DpopDoor {

  private final Settings settings;
  private final ProviderFaults faults;
  private final ProofDesk desk;

  DpopDoor(Settings settings, ProviderFaults faults) {
    this.settings = settings;
    this.faults = faults;
    this.desk = new ProofDesk(settings.clock());
  }

  /** The client, with the key that the request proves possession of. */
  Client holding(Client client, Endpoint endpoint, RecordedRequest request) {
    Optional<String> jkt;
    try {
      jkt = jkt(endpoint, request, Optional.empty());
    } catch (ProofDesk.Refused e) {
      throw e.atTheEndpoint();
    }
    boolean required = settings.dpop().required() || client.dpopRequired();
    if (jkt.isEmpty() && required && endpoint == Endpoint.TOKEN) {
      throw ProtocolError.invalidRequest("DPoP proof is missing");
    }
    return client.holding(jkt);
  }

  /** The key of a request's proof, for a token; empty without a proof. */
  Optional<String> jkt(Endpoint endpoint, RecordedRequest request, Optional<String> accessToken) {
    if (!settings.dpop().known()) {
      return Optional.empty();
    }
    desk.refuseEveryNonce(faults.refusesDpopNonces());
    return desk.jkt(request, htu(request), accessToken, demandsNonce(endpoint));
  }

  /** An answer with the nonce for the next request. */
  Reply answered(Endpoint endpoint, Reply reply) {
    return demandsNonce(endpoint) ? reply.header("DPoP-Nonce", desk.nextNonce()) : reply;
  }

  void expireNonces() {
    desk.expireNonces();
  }

  private boolean demandsNonce(Endpoint endpoint) {
    return settings.dpop().nonces().contains(endpoint) || faults.demandsDpopNonce(endpoint);
  }

  private String htu(RecordedRequest request) {
    URI base = settings.base();
    return base.getScheme() + "://" + base.getRawAuthority() + request.path();
  }
}
