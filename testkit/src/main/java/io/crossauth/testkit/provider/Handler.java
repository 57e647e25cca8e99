package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;

/** What an endpoint does with a request. */
@FunctionalInterface
interface Handler {

  /**
   * Answers a request.
   *
   * @throws ProtocolError if the answer is an OAuth error
   */
  Reply handle(RecordedRequest request);
}
