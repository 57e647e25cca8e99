package io.crossauth.examples.playground;

/** What the page can ask of the API. */
enum Call {
  READ("GET", "/orders", "GET /orders, which wants the scope orders:read"),
  WRITE("POST", "/orders", "POST /orders, which wants the scope orders:write"),
  PAY("POST", "/orders/pay", "POST /orders/pay, which wants a login of the last 15 seconds"),
  AUDIENCE("GET", "/elsewhere", "the same token at an API of another audience"),
  STOLEN("GET", "/orders", "the access token alone, sent by somebody who has found it");

  private final String method;
  private final String path;
  private final String title;

  Call(String method, String path, String title) {
    this.method = method;
    this.path = path;
    this.title = title;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  String title() {
    return title;
  }
}
