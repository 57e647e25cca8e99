package io.crossauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.ciba.CibaAcknowledgement;
import io.crossauth.client.ciba.CibaListener;
import io.crossauth.client.ciba.CibaPings;
import io.crossauth.client.ciba.CibaRequest;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.Headers;
import io.crossauth.testkit.CibaDevices.Answer;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** CIBA's pings at ten nodes that share a database. */
@Timeout(120)
class PingsOnNodesTest {

  private static final int NODES = 10;

  @Test
  @DisplayName("F-16: fifty pings on ten nodes with one database: one token request, one end")
  void oneTokenRequest() throws Exception {
    BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    CibaListener listener =
        new CibaListener() {
          @Override
          public void granted(String id, OAuthTokenResponse tokens) {
            ends.add("granted " + id);
          }

          @Override
          public void failed(String id, RuntimeException failure) {
            ends.add("failed " + failure);
          }
        };
    JdbcConnectionPool pool = Databases.h2InAFile();
    SealingKey key = SealingKey.ephemeral();
    try (InProcessProvider provider = InProcessProvider.start();
        OAuthClient client =
            OAuthClient.builder(provider.issuer().toString())
                .clientId(TestClients.CIBA_PING)
                .clientSecret(Secret.of(TestClients.SECRET))
                .build()) {
      JdbcStorage.in(pool).createTables();
      List<CibaPings> nodes = new ArrayList<>();
      for (int i = 0; i < NODES; i++) {
        nodes.add(client.ciba().pings(JdbcStorage.in(pool).tokens(key), listener));
      }
      provider.cibaDevices().orElseThrow().answer(TestUsers.ALICE, Answer.APPROVE);
      CibaAcknowledgement request = nodes.get(0).start(CibaRequest.loginHint(TestUsers.ALICE));
      Headers headers =
          Headers.of(
              "Authorization",
              "Bearer "
                  + provider
                      .requests(Endpoint.BACKCHANNEL_AUTHENTICATION)
                      .get(0)
                      .formParameter("client_notification_token")
                      .orElseThrow());
      byte[] body =
          ("{\"auth_req_id\":\"" + request.authReqId().reveal() + "\"}")
              .getBytes(StandardCharsets.UTF_8);

      ExecutorService threads = Executors.newFixedThreadPool(NODES);
      List<Future<Integer>> statuses = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        CibaPings node = nodes.get(i % NODES);
        statuses.add(threads.submit(() -> node.receive(headers, body)));
      }
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isEqualTo(204);
      }
      threads.shutdown();

      assertThat(ends.poll(60, TimeUnit.SECONDS)).isEqualTo("granted " + request.id());
      assertThat(nodes.get(NODES - 1).receive(headers, body)).isEqualTo(204);
      assertThat(ends).isEmpty();
      assertThat(provider.count(Endpoint.TOKEN)).isEqualTo(1);
    } finally {
      pool.dispose();
    }
  }
}
