package io.crossauth.comingfrom.msal;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Set;

/** A service that calls another one. */
final class MsalService {

  private final String tenantId;
  private final String clientId;
  private final PrivateKey key;
  private final X509Certificate certificate;

  MsalService(String tenantId, String clientId, PrivateKey key, X509Certificate certificate) {
    this.tenantId = tenantId;
    this.clientId = clientId;
    this.key = key;
    this.certificate = certificate;
  }

  String token() throws Exception {
    ConfidentialClientApplication app =
        ConfidentialClientApplication.builder(
                clientId, ClientCredentialFactory.createFromCertificate(key, certificate))
            .authority("https://login.microsoftonline.com/" + tenantId)
            .build();
    String accessToken =
        app.acquireToken(
                ClientCredentialParameters.builder(Set.of("api://orders/.default")).build())
            .join()
            .accessToken();
    return accessToken;
  }
}
