package io.crossauth.client.internal.device;

import io.crossauth.client.device.DeviceErrorHandler;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.polling.PollAnswers;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.error.OAuthErrorException;
import java.util.Map;

/**
 * What the answer to a poll means where a program has handlers of its own.
 *
 * @param handlers who is asked first, by the error's name
 */
record DeviceAnswers(Map<String, DeviceErrorHandler> handlers) {

  /** An answer that ends the polling is done, be it tokens or a refusal. */
  PollAnswer<OAuthResponse> judge(OAuthResponse answer) {
    DeviceErrorHandler handler =
        answer instanceof OAuthResponse.Refused refused
            ? handlers.get(refused.error().error())
            : null;
    if (handler == null) {
      // Another error is thrown: final, unless the poller knows it for a server that is busy.
      return PollAnswers.of(answer);
    }
    OAuthErrorException error = ((OAuthResponse.Refused) answer).error();
    return handler.handle(error) == DeviceErrorHandler.Decision.STOP
        ? new PollAnswer.Done<>(answer)
        : PollAnswers.of(answer, PollAnswers::pending);
  }
}
