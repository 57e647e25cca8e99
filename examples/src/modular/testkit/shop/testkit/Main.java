package shop.testkit;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import java.net.URI;

/** Starts a provider, logs a user in by the headless browser, and makes a token. */
public final class Main {

  private Main() {}

  /** Takes nothing. */
  public static void main(String[] args) {
    try (InProcessProvider provider = InProcessProvider.start()) {
      URI login =
          URI.create(
              provider.uri(Endpoint.AUTHORIZATION)
                  + "?response_type=code&scope=openid&client_id="
                  + TestClients.CONFIDENTIAL
                  + "&redirect_uri=http://127.0.0.1:8765/callback&state=s&nonce=n"
                  + "&code_challenge_method=S256"
                  + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
      String user = TestUsers.ALICE;
      Browser browser = Browser.create();
      System.out.println(
          "came back with "
              + browser.login(login, user, TestUsers.password(user)).parameters().keySet());
    }
    System.out.println(
        "a token of "
            + TokenMint.issuedBy("https://id.example.com")
                .accessToken()
                .compact()
                .split("\\.")
                .length
            + " parts");
    TestCertificates.shared().serverContext(CertificateKind.GOOD);
    System.out.println("certificates made");
  }
}
