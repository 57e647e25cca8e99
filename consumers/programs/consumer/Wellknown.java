package consumer;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.wellknown.Discovery;

/** Asks for the provider's metadata. */
public final class Wellknown implements Part {

  @Override
  public void run(Provider provider) {
    try (ApacheHttpTransport transport = ApacheHttpTransport.create()) {
      Discovery discovery = Discovery.builder(provider.issuer()).transport(transport).build();
      Part.check(
          discovery.configuration().issuer().orElseThrow().equals(provider.issuer()), "the issuer");
    }
  }
}
