package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.http.HttpReply;

/** What answers call themselves. */
final class MediaTypes {

  private MediaTypes() {}

  static boolean isJson(HttpReply reply) {
    String type = reply.mediaType().orElse("");
    return type.equals("application/json") || type.endsWith("+json");
  }
}
