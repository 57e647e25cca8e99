/** Logs its user in to the user's own Yandex account. */
module shop.yandex {
  requires io.crossauth.yandex;
  // The one above is an automatic module, and those name nothing: what it stands on is named here.
  requires io.crossauth.tokenconsumer;
}
