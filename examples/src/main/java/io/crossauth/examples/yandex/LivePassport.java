package io.crossauth.examples.yandex;

import io.crossauth.yandex.YandexPassportClient;
import java.io.PrintWriter;

/** The real one. */
final class LivePassport implements Passport {

  @Override
  public YandexPassportClient client() {
    return YandexPassportClient.create();
  }

  @Override
  public void shown(PrintWriter out) {
    out.println("Scan the code with your Yandex app, and confirm.");
  }

  @Override
  public void close() {}
}
