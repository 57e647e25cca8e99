package io.crossauth.examples.demo;

import io.crossauth.client.device.DevicePrompt;
import io.crossauth.http.Form;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/** Comes back from the first login with another state, as a forged callback would. */
final class SpoiledState implements Person {

  private final Person person;
  private final AtomicBoolean done = new AtomicBoolean();

  SpoiledState(Person person) {
    this.person = person;
  }

  @Override
  public URI callback() {
    return person.callback();
  }

  @Override
  public Form logIn(URI address) {
    Form callback = person.logIn(address);
    return done.compareAndSet(false, true)
        ? callback.with("state", "a-state-that-nobody-asked-for")
        : callback;
  }

  @Override
  public DevicePrompt device() {
    return person.device();
  }
}
