package io.crossauth.benchmarks.calls;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * The same request by Apache HttpClient 5 classic, and the bytes of its answer: pooled connections,
 * and nothing that it would do by itself. It has no limit for a whole call, and reads no JSON.
 */
final class HttpClientAlone implements AutoCloseable {

  private final URI uri;
  private final CloseableHttpClient client;

  HttpClientAlone(URI uri) {
    this.uri = uri;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(20)
                    .setMaxConnTotal(100)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  void call() throws IOException {
    HttpPost post = new HttpPost(uri);
    post.setHeader("Authorization", RawSocket.AUTHORIZATION);
    post.setHeader("Accept", "application/json");
    post.setEntity(new StringEntity(RawSocket.BODY, ContentType.APPLICATION_FORM_URLENCODED));
    byte[] body = client.execute(post, answer -> EntityUtils.toByteArray(answer.getEntity()));
    if (body == null || body.length == 0) {
      throw new IOException("expected a body, found none");
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
