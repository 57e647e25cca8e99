/** An API: checks the tokens that it is sent. */
module shop.tokenconsumer {
  requires io.crossauth.tokenconsumer;
}
