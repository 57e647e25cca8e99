package io.crossauth.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An assertion from a file")
class AssertionFileTest {

  @TempDir Path directory;
  private Path file;
  private ClientAuthentication authentication;

  @BeforeEach
  void authenticate_by_a_file() throws Exception {
    file = Files.writeString(directory.resolve("token"), "header.payload.one\n");
    authentication = ClientAuthentication.assertionFile(file);
  }

  @Test
  void is_sent_as_it_stands_without_the_end_of_the_line() {
    TokenCall call = authentication.apply(Contexts.call(Metadata.complete()));

    assertThat(call.form().first("client_assertion")).contains("header.payload.one");
    assertThat(call.form().first("client_assertion_type"))
        .contains("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    assertThat(call.form().first("client_id")).contains("web");
  }

  @Test
  void is_read_again_at_each_call() throws Exception {
    authentication.apply(Contexts.call(Metadata.complete()));
    Files.writeString(file, "header.payload.two");

    TokenCall call = authentication.apply(Contexts.call(Metadata.complete()));

    assertThat(call.form().first("client_assertion")).contains("header.payload.two");
  }

  @Test
  void must_be_there() throws Exception {
    Files.delete(file);

    assertThatIllegalStateException()
        .isThrownBy(() -> authentication.apply(Contexts.call(Metadata.complete())))
        .withMessageContaining("cannot read token");
  }

  @Test
  void must_not_be_empty() throws Exception {
    Files.writeString(file, " \n");

    assertThatIllegalStateException()
        .isThrownBy(() -> authentication.apply(Contexts.call(Metadata.complete())))
        .withMessageContaining("expected a JWT");
  }

  @Test
  void must_not_be_huge() throws Exception {
    Files.writeString(file, "x".repeat(64 * 1024 + 1));

    assertThatIllegalStateException()
        .isThrownBy(() -> authentication.apply(Contexts.call(Metadata.complete())))
        .withMessageContaining("at most 64 KiB")
        .withMessageNotContaining("xxx");
  }
}
