package io.crossauth.examples.nodes;

import static java.util.Objects.requireNonNull;

import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.registration.ClientRegistration;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.platform.RandomSource;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.SealingKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;

/**
 * {@code ./demo --nodes}: three JVMs that share a database. The user logs in at the first, the
 * second refreshes the tokens, and the provider tells the third that the login is over. Nothing
 * passes between the nodes but what they read in the database.
 */
public final class ThreeNodes {

  private static final int NODES = 3;
  private static final int KEY_BYTES = 32;
  private static final String OVER = "session.login_required";

  private final PrintWriter out;
  private final Picture picture;
  private final List<String> failures = new ArrayList<>();

  private ThreeNodes(PrintWriter out) {
    this.out = out;
    this.picture = new Picture(out);
  }

  /**
   * Runs it.
   *
   * @param out where the picture goes
   * @return 0 if all went as it should, else 1
   */
  public static int run(PrintWriter out) {
    ThreeNodes demo = new ThreeNodes(out);
    try {
      demo.play();
    } catch (IOException | SQLException e) {
      demo.failures.add(e.toString());
    }
    demo.failures.forEach(failure -> out.println("nodes: " + failure));
    out.println("nodes: " + (demo.failures.isEmpty() ? "all went well" : "FAILED"));
    out.flush();
    return demo.failures.isEmpty() ? 0 : 1;
  }

  private void play() throws IOException, SQLException {
    out.println("Three JVMs, one database (H2, a server in this process), one provider; a moment.");
    Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    String database =
        "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:nodes;DB_CLOSE_DELAY=-1";
    JdbcConnectionPool pool = JdbcConnectionPool.create(database, "sa", "");
    try (InProcessProvider provider = InProcessProvider.start();
        BackChannelEndpoint backChannel = BackChannelEndpoint.open();
        ClientRegistration registration =
            ClientRegistration.builder(provider.issuer().toString()).build()) {
      JdbcStorage.in(pool).createTables();
      ClientInformation client = registration.register(metadata(backChannel.uri()));
      byte[] bytes = RandomSource.system().bytes(KEY_BYTES);
      List<String> secrets =
          List.of(Base64.getEncoder().encodeToString(bytes), client.seal(SealingKey.of(bytes)));
      List<String> arguments = List.of(provider.issuer().toString(), database);
      List<NodeProcess> nodes = new ArrayList<>();
      try {
        for (int i = 1; i <= NODES; i++) {
          nodes.add(NodeProcess.start(Picture.node(i), arguments, secrets, picture));
        }
        nodes.forEach(node -> expect(node.name() + " starts", "ready", node.answer()));
        story(nodes, provider, backChannel);
      } finally {
        nodes.forEach(NodeProcess::close);
      }
    } finally {
      pool.dispose();
      server.stop();
    }
  }

  private static ClientMetadata metadata(URI backChannel) {
    return ClientMetadata.builder()
        .clientName("crossauth demo, three nodes")
        .redirectUris(Node.CALLBACK.toString())
        .grantTypes("authorization_code", "refresh_token")
        .tokenEndpointAuthMethod("client_secret_basic")
        .backchannelLogoutUri(backChannel)
        .with("backchannel_logout_session_required", true)
        .build();
  }

  private void story(
      List<NodeProcess> nodes, InProcessProvider provider, BackChannelEndpoint backChannel) {
    NodeProcess one = nodes.get(0);
    NodeProcess two = nodes.get(1);
    NodeProcess three = nodes.get(2);
    picture.head();

    picture.title("alice logs in at node 1");
    String first = logIn(one);
    if (first.length() != Node.MARK) {
      failures.add("login: expected an access token, found " + first);
      return;
    }

    picture.title("node 2 needs a token: an API has refused hers");
    String second = two.ask("refused");
    if (second.equals(first)) {
      failures.add("expected another access token, found the first");
    }
    picture.title("node 1 finds what node 2 has renewed");
    expect("node 1's access token", second, one.ask("token"));

    picture.title("alice logs out, and the provider tells node 3");
    logOut(one, three, backChannel);

    picture.title("she is logged out everywhere");
    for (NodeProcess node : nodes) {
      String answer = node.ask("token");
      picture.arrow(Picture.BROWSER, node.name(), "opens a page: " + answer);
      expect(node.name() + " at the end", OVER, answer);
    }
    expect("refreshes", "1", String.valueOf(provider.eventCounts().get("REFRESH_TOKEN")));
    expect("logins", "1", String.valueOf(provider.eventCounts().get("CODE_TO_TOKEN")));
    out.println();
  }

  private String logIn(NodeProcess node) {
    picture.arrow(Picture.BROWSER, node.name(), "opens a page");
    URI address = URI.create(node.ask("log-in"));
    picture.arrow(Picture.BROWSER, Picture.PROVIDER, "alice logs in");
    String callback =
        Browser.create()
            .login(address, TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
            .form();
    picture.arrow(Picture.BROWSER, node.name(), "the callback, with a code");
    return node.ask(callback);
  }

  private void logOut(NodeProcess node, NodeProcess told, BackChannelEndpoint backChannel) {
    AtomicReference<String> ended = new AtomicReference<>("nothing was told");
    backChannel.handTo(
        form -> {
          picture.arrow(Picture.PROVIDER, told.name(), "POST of a logout token");
          ended.set(told.ask("told " + form));
        });
    picture.arrow(Picture.BROWSER, node.name(), "wants to log out");
    URI address = URI.create(node.ask("log-out"));
    picture.arrow(Picture.BROWSER, Picture.PROVIDER, "alice logs out");
    try (ApacheHttpTransport browser = ApacheHttpTransport.create()) {
      HttpReply unused = browser.exchange(HttpCall.get(address));
    }
    expect("sessions that " + told.name() + " has ended", "1", requireNonNull(ended.get()));
  }

  private void expect(String what, String wanted, String found) {
    if (!found.equals(wanted)) {
      failures.add(what + ": expected " + wanted + ", found " + found);
    }
  }
}
