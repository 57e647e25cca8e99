/** Logs people in to a web application on Tomcat. */
module shop.servlet {
  requires io.crossauth.client;
  requires io.crossauth.servlet;
  // The two above are automatic modules, and those name nothing: what they stand on is named here.
  requires io.crossauth.tokenconsumer;
  // The container, which brings the servlet API.
  requires org.apache.tomcat.embed.core;
}
