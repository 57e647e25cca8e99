package io.crossauth.client.session;

import io.crossauth.client.OAuthClient;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.nio.file.Path;
import java.time.Duration;

/** What a process of {@link SharedFilesTest} does: {@code issuer directory work}. */
final class SharedFilesProcess {

  static final String SESSION = "alice's";

  private SharedFilesProcess() {}

  public static void main(String[] args) throws Exception {
    SealingKey key = SealingKey.of(Secret.of(System.getenv("KEY")));
    TokenStore store = TokenStore.encryptedFiles(Path.of(args[1]), key);
    if (args[2].equals("hold")) {
      hold(store);
    } else if (args[2].equals("try")) {
      System.out.println("ready");
      System.in.read();
      if (store.lease(SESSION, Duration.ofMinutes(5)).isPresent()) {
        throw new IllegalStateException("leased what another has leased");
      }
    } else {
      renew(args[0], store, Integer.parseInt(args[2].split(" ")[1]));
    }
  }

  private static void renew(String issuer, TokenStore store, int times) throws Exception {
    try (OAuthClient client = client(issuer)) {
      client.loadConfig();
      TokenManager sessions = client.tokenManager(store);
      System.out.println("ready");
      System.in.read();
      for (int i = 1; i <= times; i++) {
        int length = sessions.accessToken(SESSION).reveal().length();
        System.out.println("token " + i + " of " + length + " characters");
      }
    }
  }

  private static void hold(TokenStore store) throws Exception {
    try (TokenStore.Lease lease = store.lease(SESSION, Duration.ofMinutes(5)).orElseThrow()) {
      System.out.println("ready");
      System.in.read();
      System.out.println("killed too late: " + lease);
    }
  }

  static OAuthClient client(String issuer) {
    return OAuthClient.builder(issuer)
        .clientId(TestClients.PASSWORD)
        .clientSecret(Secret.of(TestClients.SECRET))
        .transport(
            ApacheHttpTransport.builder()
                .responseTimeout(Duration.ofSeconds(30))
                .callTimeout(Duration.ofSeconds(60))
                .build())
        .build();
  }
}
