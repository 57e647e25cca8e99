/** Provider metadata and discovery, and what the other modules stand on. */
module io.crossauth.wellknown {
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires org.apache.httpcomponents.client5.httpclient5;
  requires org.apache.httpcomponents.core5.httpcore5;
  // HttpClient is an automatic module, which names nothing: what it stands on is named here.
  requires jdk.net;
  requires org.slf4j;

  exports io.crossauth.authorization;
  exports io.crossauth.error;
  exports io.crossauth.http;
  exports io.crossauth.value;
  exports io.crossauth.wellknown;
  exports io.crossauth.platform;
  exports io.crossauth.redaction;
  exports io.crossauth.internal.connection to
      io.crossauth.tokenconsumer,
      io.crossauth.client,
      io.crossauth.yandex;
  exports io.crossauth.internal.file to
      io.crossauth.client,
      io.crossauth.yandex;
  exports io.crossauth.internal.flight to
      io.crossauth.tokenconsumer,
      io.crossauth.client,
      io.crossauth.yandex;
  exports io.crossauth.internal.http to
      io.crossauth.tokenconsumer,
      io.crossauth.client,
      io.crossauth.servlet,
      io.crossauth.yandex;
  exports io.crossauth.internal.json to
      io.crossauth.tokenconsumer,
      io.crossauth.client,
      io.crossauth.jdbc,
      io.crossauth.redis,
      io.crossauth.servlet,
      io.crossauth.yandex;
  exports io.crossauth.internal.library to
      io.crossauth.tokenconsumer,
      io.crossauth.client,
      io.crossauth.httpclient5;
  exports io.crossauth.internal.refresh to
      io.crossauth.tokenconsumer,
      io.crossauth.client,
      io.crossauth.yandex;
  exports io.crossauth.internal.text to
      io.crossauth.tokenconsumer,
      io.crossauth.client,
      io.crossauth.jdbc,
      io.crossauth.redis,
      io.crossauth.servlet,
      io.crossauth.yandex;
  exports io.crossauth.internal.time to
      io.crossauth.tokenconsumer,
      io.crossauth.client,
      io.crossauth.jdbc,
      io.crossauth.redis,
      io.crossauth.yandex;
}
