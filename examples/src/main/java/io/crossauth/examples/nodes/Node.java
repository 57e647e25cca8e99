package io.crossauth.examples.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.CrossauthException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Form;
import io.crossauth.http.HttpTransport;
import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Duration;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * One node of the application, a process of its own. It knows its sessions by the database alone,
 * does as it is told on its standard input, and says on its standard output what it has asked whom.
 */
final class Node {

  static final URI CALLBACK = URI.create("http://127.0.0.1:8765/callback");

  /** How long the mark of an access token is. */
  static final int MARK = 6;

  static final String ASKED = "asked";
  static final String ANSWER = "answer";

  /** The cookie of the one user. */
  private static final String SESSION = "the session of alice";

  private final OAuthClient client;
  private final SessionIndex index;
  private final TokenManager sessions;
  private final BufferedReader in;

  private Node(String issuer, String database, BufferedReader in, SealingKey key, String client) {
    ClientInformation me = ClientInformation.open(client, key);
    JdbcConnectionPool pool = JdbcConnectionPool.create(database, "sa", "");
    JdbcStorage storage = JdbcStorage.in(pool);
    HttpTransport http = ApacheHttpTransport.create();
    this.client =
        OAuthClient.builder(issuer)
            .clientId(me.clientId())
            .clientAuthentication(me.authentication())
            .redirectUri(CALLBACK)
            .oneTimeStore(storage.oneTime())
            .transport(
                call -> {
                  if (call.method().equals("POST")) {
                    asked(Picture.PROVIDER, "POST" + kind(call.body()));
                  }
                  return http.exchange(call);
                })
            .build();
    this.index = new ToldIndex(storage.sessionIndex(key), Node::asked);
    TokenStore store = index.over(new ToldStore(storage.tokens(key), Node::asked), rest());
    this.sessions = this.client.tokenManager(store);
    this.in = in;
  }

  private static Duration rest() {
    return Duration.ofDays(30);
  }

  /** The grant of a token request. */
  private static String kind(java.util.Optional<byte[]> body) {
    return body.map(bytes -> Form.parse(new String(bytes, UTF_8)))
        .flatMap(form -> form.first("grant_type"))
        .map(grant -> " of grant_type=" + grant)
        .orElse("");
  }

  /**
   * Runs until its input ends.
   *
   * @param args the issuer and the address of the database; the first two lines of the standard
   *     input are the key and the client
   */
  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    SealingKey key = SealingKey.of(Secret.of(in.readLine()));
    Node node = new Node(args[0], args[1], in, key, in.readLine());
    answer("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        node.told(line);
      } catch (CrossauthException e) {
        answer(e.code());
      }
    }
    node.client.close();
  }

  private void told(String line) throws IOException {
    String[] words = line.split(" ", 2);
    switch (words[0]) {
      case "log-in" -> logIn();
      case "token" -> answer(mark(sessions.accessToken(SESSION)));
      case "refused" -> refused();
      case "log-out" -> logOut();
      case "told" -> {
        int ended = client.logout().backChannel(Form.parse(words[1])).endSessions(index, sessions);
        answer(Integer.toString(ended));
      }
      default -> throw new IllegalArgumentException("node: expected a command, found " + line);
    }
  }

  private void logIn() throws IOException {
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");
    answer(login.uri().toString());
    AuthorizationResponse callback = AuthorizationResponse.of(CALLBACK, Form.parse(in.readLine()));
    sessions.signedIn(SESSION, client.redirectEndpoint(callback, login.pending()));
    answer(mark(sessions.accessToken(SESSION)));
  }

  /** An API has answered 401: the access token was revoked, or its keys have changed. */
  private void refused() {
    TokenSource source = sessions.source(SESSION);
    source.rejected(source.accessToken());
    answer(mark(source.accessToken()));
  }

  private void logOut() {
    Secret idToken = sessions.tokens(SESSION).orElseThrow().idToken().orElseThrow();
    answer(client.logout().start(idToken).uri().toString());
  }

  /** Tells one access token from another, and nothing else of it. */
  private static String mark(Secret accessToken) {
    return SealingKey.of(new byte[32]).digest(accessToken.reveal(), "mark").substring(0, MARK);
  }

  private static void asked(String whom, String what) {
    System.out.println(ASKED + " " + whom + " " + what);
  }

  private static void answer(String what) {
    System.out.println(ANSWER + " " + what);
  }
}
