package consumer;

import io.crossauth.yandex.YandexPassportClient;

/** Makes a client of Yandex Passport; there is no Yandex here to call. */
public final class Yandex implements Part {

  @Override
  public void run(Provider provider) {
    YandexPassportClient.create().close();
  }
}
