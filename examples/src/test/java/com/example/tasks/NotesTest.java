package com.example.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/tasks/desk-or-device.md: each use of it is a run of the program. */
class NotesTest {

  private final InProcessProvider provider =
      InProcessProvider.builder().deviceInterval(Duration.ofSeconds(1)).start();
  private final FaultServer api = FaultServer.start().always(Reply.json("{\"notes\":[]}"));
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder().responseTimeout(Duration.ofSeconds(20)).build();
  @TempDir private Path folder;
  private int logins;

  @AfterEach
  void stop() {
    transport.close();
    api.close();
    provider.close();
  }

  @Test
  void theUserLogsInOnceAndTheNextRunGoesOn() throws Exception {
    assertThat(run()).isEqualTo("{\"notes\":[]}");
    assertThat(run()).isEqualTo("{\"notes\":[]}");

    assertThat(logins).isOne();
    assertThat(Files.getPosixFilePermissions(folder.resolve("key"))).hasSize(2);
  }

  @Test
  void aDamagedFileMeansALoginAndNoMore() throws Exception {
    run();
    for (Path file : sessions()) {
      Files.writeString(file, Files.readString(file).replaceFirst("[A-Za-z0-9_-]{8}\\s*$", "AAAA"));
    }

    assertThat(run()).isEqualTo("{\"notes\":[]}");
    assertThat(run()).isEqualTo("{\"notes\":[]}");

    assertThat(logins).isEqualTo(2);
  }

  @Test
  void aKeyThatWasDeletedMeansALoginAndNoMore() throws Exception {
    run();
    Files.delete(folder.resolve("key"));

    assertThat(run()).isEqualTo("{\"notes\":[]}");
    assertThat(run()).isEqualTo("{\"notes\":[]}");

    assertThat(logins).isEqualTo(2);
  }

  @Test
  void aProviderThatIsDownIsNoReasonForALogin() throws Exception {
    run();
    provider.faults().at(Endpoint.TOKEN).error(503, "temporarily_unavailable");
    api.next(Reply.of(200).body("still there"));

    assertThat(run()).isEqualTo("still there");
    assertThat(logins).isOne();
  }

  @Test
  void whoLogsOutIsLoggedOutAtTheProviderToo() throws Exception {
    run();
    try (Notes notes = notes(provider.issuer().toString())) {
      notes.logOut();
    }

    assertThat(provider.count(Endpoint.REVOCATION)).isOne();
    run();
    assertThat(logins).isEqualTo(2);
  }

  private String run() throws Exception {
    try (Notes notes = notes(provider.issuer().toString())) {
      return notes.read(api.uri("/notes"));
    }
  }

  private Notes notes(String issuer) throws Exception {
    DevicePrompt user =
        code -> {
          logins++;
          provider.approveDevice(code.userCode(), TestUsers.ALICE);
        };
    OAuthClient client =
        OAuthClient.builder(issuer).clientId(TestClients.DEVICE).transport(transport).build();
    return new Notes(client, user, folder);
  }

  private List<Path> sessions() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("tokens"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
