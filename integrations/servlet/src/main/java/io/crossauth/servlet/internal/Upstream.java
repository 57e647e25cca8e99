package io.crossauth.servlet.internal;

import io.crossauth.error.TransportException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The APIs behind the application, by HttpClient and nothing of what it does by itself: no
 * redirects, no cookies, no repetition, no passwords, no decompression. Bodies are streamed.
 */
public final class Upstream implements AutoCloseable {

  private static final int BUFFER = 8_192;

  private static final Http1Config HTTP =
      Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(16 * 1_024).build();

  private final CloseableHttpClient client;

  /**
   * Makes the way to all APIs.
   *
   * @param tls their TLS; null for that of this machine
   */
  public Upstream(@Nullable SSLContext tls) {
    PoolingHttpClientConnectionManagerBuilder pool =
        PoolingHttpClientConnectionManagerBuilder.create()
            .useSystemProperties()
            .setMaxConnPerRoute(100)
            .setMaxConnTotal(500)
            .setConnectionFactory(socket -> new SilentConnection(HTTP))
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.ofSeconds(2))
                    .setSocketTimeout(Timeout.ofSeconds(5))
                    // Each time: what came behind the last answer is no answer to the next call.
                    .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                    .setTimeToLive(TimeValue.ofMinutes(10))
                    .build());
    if (tls != null) {
      pool.setTlsSocketStrategy(
          new DefaultClientTlsStrategy(
              tls,
              new String[] {TLS.V_1_3.getId(), TLS.V_1_2.getId()},
              null,
              null,
              HttpsSupport.getDefaultHostnameVerifier()));
    }
    PoolingHttpClientConnectionManager connections = pool.build();
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setRoutePlanner(Upstream::route)
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAutomaticRetries()
            .disableAuthCaching()
            .disableContentCompression()
            .disableDefaultUserAgent()
            .evictIdleConnections(TimeValue.ofSeconds(30))
            .build();
  }

  /** By the JVM's proxy, but for http: that is for this machine, and a proxy would read tokens. */
  private static HttpRoute route(HttpHost host, HttpContext context) throws HttpException {
    return "http".equals(host.getSchemeName())
        ? new HttpRoute(host)
        : new SystemDefaultRoutePlanner(null).determineRoute(host, context);
  }

  /**
   * A body on its way to an API.
   *
   * @param stream the body; read once
   * @param length how long it is; negative if nobody knows yet
   */
  public record Sent(InputStream stream, long length) {

    /**
     * {@return this body read into memory, so that it can be sent twice}
     *
     * @throws IOException if it breaks off, or is too long
     */
    public byte[] bytes() throws IOException {
      return stream.readAllBytes();
    }
  }

  /** What an API has answered; to be closed. */
  public static final class Received implements AutoCloseable {

    private final ClassicHttpResponse response;
    private final HttpUriRequestBase request;

    Received(ClassicHttpResponse response, HttpUriRequestBase request) {
      this.response = response;
      this.request = request;
    }

    /** {@return the status} */
    public int status() {
      return response.getCode();
    }

    /** {@return the header fields, names in lower case} */
    public Map<String, List<String>> fields() {
      Map<String, List<String>> fields = new LinkedHashMap<>();
      for (Header header : response.getHeaders()) {
        fields
            .computeIfAbsent(
                header.getName().toLowerCase(java.util.Locale.ROOT), n -> new ArrayList<>())
            .add(header.getValue());
      }
      return fields;
    }

    /** {@return how long the body says it is; negative if it does not} */
    public long length() {
      HttpEntity entity = response.getEntity();
      return entity == null ? 0 : entity.getContentLength();
    }

    /**
     * {@return the body, as it comes; empty where there is none}
     *
     * @throws IOException if it cannot be had
     */
    public Optional<InputStream> body() throws IOException {
      HttpEntity entity = response.getEntity();
      return entity == null ? Optional.empty() : Optional.ofNullable(entity.getContent());
    }

    /** Gives the connection up where the body was not read to its end. */
    public void abort() {
      request.abort();
    }

    /** Of a body that was given up there is nothing more to be said. */
    @Override
    public void close() {
      try {
        response.close();
      } catch (IOException e) {
        request.abort();
      }
    }
  }

  /**
   * Sends a request.
   *
   * @param method the method
   * @param uri where to, checked
   * @param fields the header fields
   * @param body the body; null for none. A byte array can be sent again
   * @param patience the longest pause
   * @return the answer, whatever its status
   * @throws TransportException if none came
   * @throws BodyRefused if the request's own body broke off or was too long
   */
  public Received send(
      String method,
      URI uri,
      Map<String, List<String>> fields,
      @Nullable Object body,
      Duration patience)
      throws BodyRefused {
    HttpUriRequestBase request = new HttpUriRequestBase(method, uri);
    fields.forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.ofSeconds(5))
            .setResponseTimeout(Timeout.of(patience))
            .build());
    if (body instanceof Sent sent) {
      InputStream whole = new Whole(sent.stream(), request);
      request.setEntity(new InputStreamEntity(whole, sent.length(), null));
    } else if (body instanceof byte[] bytes) {
      request.setEntity(new ByteArrayEntity(bytes, null));
    }
    try {
      HttpHost host = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
      return received(client.executeOpen(host, request, null), request);
    } catch (BodyRefused e) {
      request.abort();
      throw e;
    } catch (IOException e) {
      boolean late = e instanceof SocketTimeoutException;
      throw new TransportException(
          late ? TransportException.Kind.TIMEOUT : TransportException.Kind.BROKEN,
          uri,
          false,
          e.getClass().getSimpleName(),
          null);
    }
  }

  /** RFC 9110 section 15: what is no status of HTTP is no answer. */
  private static Received received(ClassicHttpResponse response, HttpUriRequestBase request)
      throws IOException {
    if (response.getCode() < 200 || response.getCode() > 599) {
      request.abort();
      response.close();
      throw new ProtocolException("expected a status from 200 to 599");
    }
    return new Received(response, request);
  }

  /** A body that breaks off ends its connection: a chunked one would get an end, and look whole. */
  private static final class Whole extends FilterInputStream {

    private final HttpUriRequestBase request;

    Whole(InputStream in, HttpUriRequestBase request) {
      super(in);
      this.request = request;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        request.abort();
        throw e;
      }
    }
  }

  /** The body that a browser sends is too long, or broke off: nothing that an API has done. */
  public static final class BodyRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean tooLong;

    BodyRefused(boolean tooLong) {
      super(tooLong ? "too long" : "broke off");
      this.tooLong = tooLong;
    }

    /** {@return whether it was too long} */
    public boolean tooLong() {
      return tooLong;
    }
  }

  /**
   * {@return a body with an end, which is whole or fails}
   *
   * @param in the body
   * @param length how long it says it is; negative if it does not
   * @param most its most bytes
   */
  public static InputStream bounded(InputStream in, long length, long most) {
    return new Bounded(in, length, most);
  }

  /** Counts, so that nobody sends without an end, or less than was said and it looks whole. */
  private static final class Bounded extends InputStream {

    private final InputStream in;
    private final long length;
    private final long most;
    private long read;

    Bounded(InputStream in, long length, long most) {
      this.in = in;
      this.length = length;
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int count = read(one, 0, 1);
      return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int size) throws IOException {
      int count;
      try {
        count = in.read(bytes, offset, size);
      } catch (IOException e) {
        throw new BodyRefused(false);
      }
      read += Math.max(0, count);
      if (read > most) {
        throw new BodyRefused(true);
      }
      if (count < 0 && read < length) {
        throw new BodyRefused(false);
      }
      return count;
    }
  }

  /** {@return a buffer for bodies} */
  public static byte[] buffer() {
    return new byte[BUFFER];
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
