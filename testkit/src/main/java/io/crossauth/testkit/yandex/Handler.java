package io.crossauth.testkit.yandex;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;

/** Answers one kind of request. */
@FunctionalInterface
interface Handler {

  Reply answer(RecordedRequest request);
}
