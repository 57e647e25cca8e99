package io.crossauth.examples.demo;

import io.crossauth.client.device.DevicePrompt;
import io.crossauth.http.Form;
import java.net.URI;

/** Who sits before the browser. */
interface Person {

  /** Where the browser comes back to. */
  URI callback();

  /**
   * Opens the address and logs in.
   *
   * @return the parameters of the callback
   * @throws IllegalStateException if the browser does not come back
   */
  Form logIn(URI address);

  /** Sees the code of a device, and approves it. */
  DevicePrompt device();
}
