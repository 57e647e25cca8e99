package io.crossauth.client.internal.fapi;

import io.crossauth.error.InvalidResponseException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What is told to try where the metadata is not found: nothing that the profile then refuses. The
 * discovery itself does not know of the profile.
 */
final class MetadataAdvice {

  private static final String ALLOWED =
      "FAPI 2.0 takes the document from below /.well-known/ of the issuer's host alone";

  private MetadataAdvice() {}

  /** The same failure with advice that can be followed. */
  static InvalidResponseException of(InvalidResponseException failure) {
    String message = String.valueOf(failure.getMessage());
    if (!message.contains("discoveryUri")) {
      return failure;
    }
    String told =
        Arrays.stream(message.split("; ", -1))
            .map(clause -> clause.contains("discoveryUri") ? ALLOWED : clause)
            .collect(Collectors.joining("; "));
    InvalidResponseException better =
        new InvalidResponseException(failure.rule(), told, failure.status(), failure.getCause());
    better.setStackTrace(failure.getStackTrace());
    return better;
  }
}
