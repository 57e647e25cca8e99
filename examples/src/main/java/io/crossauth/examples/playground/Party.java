package io.crossauth.examples.playground;

/** Who speaks over the wire. */
enum Party {
  BROWSER("Browser"),
  APPLICATION("Application"),
  API("API"),
  PROVIDER("Provider");

  private final String title;

  Party(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
