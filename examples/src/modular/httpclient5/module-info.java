/** Calls an API by Apache HttpClient, with a token on each request. */
module shop.httpclient5 {
  requires io.crossauth.client;
  requires io.crossauth.httpclient5;
  // The two above are automatic modules, and those name nothing: what they stand on is named here.
  requires io.crossauth.tokenconsumer;
  requires org.apache.httpcomponents.client5.httpclient5;
  requires org.apache.httpcomponents.core5.httpcore5;
}
