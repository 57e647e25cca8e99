/** Logs a user in. */
module shop.client {
  requires io.crossauth.client;
  // The client is an automatic module, and those name nothing: what it stands on is named here.
  requires io.crossauth.tokenconsumer;
}
