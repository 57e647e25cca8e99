/** A test's provider, in the process. */
module shop.testkit {
  requires io.crossauth.testkit;
  requires java.net.http;
}
