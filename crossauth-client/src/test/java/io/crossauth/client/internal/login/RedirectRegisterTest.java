package io.crossauth.client.internal.login;

import static io.crossauth.client.internal.login.RedirectRegister.Sharing.NONE;
import static io.crossauth.client.internal.login.RedirectRegister.Sharing.SHARED;
import static io.crossauth.client.internal.login.RedirectRegister.Sharing.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("attack 4: The redirect URIs of a program")
class RedirectRegisterTest {

  private static final URI OWN = URI.create("http://127.0.0.1:4711/callback");

  private final Object program = new Object();
  private final RedirectRegister.Client own = RedirectRegister.enter(program, "one");
  private final RedirectRegister.Client other = RedirectRegister.enter(program, "two");

  @AfterEach
  void leave() {
    RedirectRegister.leave(own);
    RedirectRegister.leave(other);
  }

  private static URI port(int port) {
    return URI.create("http://127.0.0.1:" + port + "/callback");
  }

  private RedirectRegister.Sharing sharing(String address) {
    return RedirectRegister.sharing(own, URI.create(address), OWN);
  }

  @Test
  @DisplayName("a port of a login counts while the login is under way, and is forgotten with it")
  void a_port_counts_while_its_login_is_under_way() {
    other.begins(OWN);
    other.begins(OWN);
    assertThat(sharing(OWN.toString())).isEqualTo(SHARED);
    other.ended(OWN);
    assertThat(sharing(OWN.toString())).isEqualTo(SHARED);
    assertThat(sharing("/callback")).isEqualTo(SHARED);
    other.ended(OWN);
    assertThat(sharing(OWN.toString())).isEqualTo(NONE);
    assertThat(sharing("/callback")).isEqualTo(NONE);
    other.ended(OWN);
    assertThat(sharing("/callback")).isEqualTo(NONE);
  }

  @Test
  @DisplayName("ports of logins that have ended fill nothing")
  void ports_of_ended_logins_fill_nothing() {
    for (int i = 0; i < 3 * RedirectRegister.MOST_PLACES; i++) {
      other.begins(port(1024 + i));
      other.ended(port(1024 + i));
    }
    assertThat(sharing("/callback")).isEqualTo(NONE);
  }

  @Test
  @DisplayName("more than can be remembered may be shared with anybody")
  void more_than_can_be_remembered() {
    for (int i = 0; i < RedirectRegister.MOST_PLACES; i++) {
      other.uses(URI.create("https://app.example/" + i));
    }
    other.uses(URI.create("https://app.example/0"));
    assertThat(sharing("/callback")).isEqualTo(NONE);

    other.uses(URI.create("https://app.example/one-more"));
    assertThat(sharing("/callback")).isEqualTo(UNKNOWN);
    other.begins(OWN);
    assertThat(sharing("/callback")).isEqualTo(SHARED);
  }

  @Test
  @DisplayName("a client that has used too many does not refuse its own answers")
  void its_own_answers() {
    for (int i = 0; i <= RedirectRegister.MOST_PLACES; i++) {
      own.uses(URI.create("https://app.example/" + i));
    }
    assertThat(sharing("/callback")).isEqualTo(NONE);
  }
}
