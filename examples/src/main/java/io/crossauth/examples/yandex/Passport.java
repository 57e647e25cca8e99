package io.crossauth.examples.yandex;

import io.crossauth.yandex.YandexPassportClient;
import java.io.PrintWriter;

/** Where to log in. */
interface Passport extends AutoCloseable {

  /** A client of it, to be closed by the caller. */
  YandexPassportClient client();

  /** The code is on the screen; says what happens next. */
  void shown(PrintWriter out);

  @Override
  void close();
}
