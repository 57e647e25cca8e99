package io.crossauth.client.ciba;

import io.crossauth.error.ConfigurationException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.StorageException;
import io.crossauth.http.Headers;

/**
 * Logins whose end the server announces (ping), and the endpoint where it does: a function that any
 * framework can call. {@link CibaFlow#pings} gives it.
 *
 * <p>A ping may come to any node that has the same store, before the acknowledgement, before the
 * user has decided, more than once, and on a denial. Whatever comes, there is one token request at
 * a time for a login, and none sooner after another than the server's interval. A ping that is lost
 * is made up for shortly before the request is over, on the node that began it.
 *
 * <p>Implemented by this library alone; immutable and safe for use by many threads.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#ping_callback">
 *     CIBA Core 1.0 section 10.2</a>
 */
public interface CibaPings {

  /**
   * Asks the server to log a user in, with a new {@code client_notification_token} of 256 random
   * bits. The listener hears of the end.
   *
   * @param request whom to log in
   * @return the acknowledgement; its {@link CibaAcknowledgement#id id} is what the listener is told
   * @throws OAuthErrorException if the server refuses: {@code unknown_user_id}, {@code
   *     invalid_binding_message}, {@code missing_user_code}, …
   * @throws ConfigurationException {@code config.ciba_delivery_mode} if the server does not ping
   * @throws StorageException if the store fails
   */
  CibaAcknowledgement start(CibaRequest request);

  /**
   * Takes a notification. Mount it at the {@code backchannel_client_notification_endpoint} of the
   * registration, for POST. Never throws for what the request says; the tokens are fetched after it
   * returns, on a thread of the scheduler.
   *
   * @param headers the header fields of the request; {@code Authorization} is read
   * @param body the body, as it came; one of more than 16 KiB is refused
   * @return the status to answer with, without a body: 204; 401 if the bearer token is none of
   *     ours, or belongs to another request; 400 if the body is no ping, or brings tokens (push);
   *     503 if the store fails
   */
  int receive(Headers headers, byte[] body);
}
