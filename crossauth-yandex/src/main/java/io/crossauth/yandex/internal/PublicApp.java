package io.crossauth.yandex.internal;

import io.crossauth.http.Form;
import io.crossauth.value.Secret;

/**
 * An application that Yandex knows. The two here are Yandex's own: their ids and secrets are
 * compiled into every copy of the Android app, name the application and protect nothing.
 *
 * @param id the client id
 * @param secret the client secret
 */
public record PublicApp(String id, Secret secret) {

  /** The application of the account itself: gives x_tokens. */
  public static final PublicApp PASSPORT =
      new PublicApp(
          "c0ebe342af7d48fbbbfcf2d2eedb8f9e", Secret.of("ad0a908f0aa341a182a37ecd75bc319e"));

  /** The application for music: gives music tokens. */
  public static final PublicApp MUSIC =
      new PublicApp(
          "23cabbbdc6cd418abb4b39c32c41195d", Secret.of("53bc75238f0c4d08a118e51fe9203300"));

  /** The parameters that name it. */
  public Form form() {
    return Form.of("client_id", id).plus("client_secret", secret);
  }
}
