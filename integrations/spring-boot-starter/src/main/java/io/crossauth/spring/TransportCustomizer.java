package io.crossauth.spring;

import io.crossauth.http.HttpTransport;
import java.util.List;

/**
 * Puts something in front of the transports that the starter makes, such as a policy of {@code
 * HttpPolicy}; a bean of the application's. Several are asked in the order of their {@code @Order},
 * and the one asked last sees a call first.
 */
@FunctionalInterface
public interface TransportCustomizer {

  /** What fetches the keys of {@code crossauth.resource.issuer}. */
  String RESOURCE = "resource";

  /**
   * Called once for each transport, when its client is made.
   *
   * @param id the client's name in {@code crossauth.client.<id>}, or {@link #RESOURCE}
   * @param transport sends the calls
   * @return what sends them from now on; the transport itself is closed by the starter
   */
  HttpTransport customize(String id, HttpTransport transport);

  /**
   * {@return a transport behind all of these}
   *
   * @param customizers who is asked, in this order
   * @param id whose transport it is
   * @param transport sends the calls
   */
  static HttpTransport all(
      List<TransportCustomizer> customizers, String id, HttpTransport transport) {
    HttpTransport all = transport;
    for (TransportCustomizer customizer : customizers) {
      all = customizer.customize(id, all);
    }
    return all;
  }
}
