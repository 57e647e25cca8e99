package consumer;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** What Spring Security does by Nimbus' libraries still works with the versions that we bring. */
public final class SpringSecurity implements Part {

  @Override
  public void run(Provider provider) {
    ClientRegistration registration =
        ClientRegistrations.fromIssuerLocation(provider.issuer())
            .clientId(Provider.CLIENT)
            .clientSecret(Provider.SECRET)
            .build();
    String keys = registration.getProviderDetails().getJwkSetUri();
    String subject =
        NimbusJwtDecoder.withJwkSetUri(keys).build().decode(provider.accessToken()).getSubject();
    Part.check(!subject.isBlank(), "a subject");
  }
}
