/** An API that measures. */
module shop.micrometer {
  requires io.crossauth.micrometer;
  // The one above is an automatic module, and those name nothing: what it stands on is named here.
  requires io.crossauth.tokenconsumer;
  requires micrometer.core;
}
