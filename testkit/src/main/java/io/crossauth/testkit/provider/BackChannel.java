package io.crossauth.testkit.provider;

import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells clients that have registered a {@code backchannel_logout_uri} that a login is over (OpenID
 * Connect Back-Channel Logout 1.0 section 2.5). What they answer does not matter.
 */
final class BackChannel {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Realm realm;

  BackChannel(Realm realm) {
    this.realm = realm;
  }

  /**
   * Tells the client of a login, and the others of the same session.
   *
   * @param idToken the claims of the login's ID token
   * @param others who else has tokens of that session
   */
  void tell(Map<String, Object> idToken, Set<String> others) {
    Set<String> clients = new LinkedHashSet<>(Set.of(String.valueOf(idToken.get("aud"))));
    clients.addAll(others);
    clients.forEach(clientId -> tell(clientId, idToken));
  }

  private void tell(String clientId, Map<String, Object> idToken) {
    realm
        .registrations()
        .find(clientId)
        .map(client -> client.metadata().get("backchannel_logout_uri"))
        .ifPresent(uri -> send(URI.create(uri.toString()), logoutToken(clientId, idToken)));
  }

  private String logoutToken(String clientId, Map<String, Object> idToken) {
    TokenDraft draft =
        TokenMint.issuedBy(realm.settings().issuer().toString())
            .withClock(realm.settings().clock())
            .withKey(realm.keys().signing("RS256"))
            .withClientId(clientId)
            .withSubject(String.valueOf(idToken.get("sub")))
            .logoutToken();
    return draft.claim("sid", String.valueOf(idToken.get("sid"))).compact();
  }

  private void send(URI uri, String token) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(Form.format(Map.of("logout_token", token))))
            .build();
    try {
      HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
      realm
          .events()
          .add("BACKCHANNEL_LOGOUT_" + http.send(request, BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      realm.events().add("BACKCHANNEL_LOGOUT_ERROR");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
