package io.crossauth.http;

import io.crossauth.platform.Ticker;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * How connections are kept for the next call. Immutable.
 *
 * @param perHost the most connections to one host
 * @param total the most connections in all
 * @param connectTimeout the most time for one connection
 * @param responseTimeout the most time for the answer to begin
 */
record Pool(int perHost, int total, Duration connectTimeout, Duration responseTimeout) {

  private static final int MAX_HEADER_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 128;

  /** Holds the usual answer; each connection has two of them, and longer bodies pass them by. */
  private static final int BUFFER = 8 * 1024;

  private static final TimeValue LIFETIME = TimeValue.ofMinutes(5);

  /** Makes the pool, without a connection yet. */
  HttpClientConnectionManager open(Connector connector, UnexpectedBytes watcher, Ticker ticker) {
    Http1Config http =
        Http1Config.custom()
            .setBufferSize(BUFFER)
            .setMaxLineLength(MAX_HEADER_LINE)
            .setMaxHeaderCount(MAX_HEADERS)
            .build();
    PoolingHttpClientConnectionManager pool =
        new PoolingHttpClientConnectionManager(
            connector,
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            LIFETIME,
            socket -> new NonLoggingConnection(http, ticker, watcher));
    pool.setDefaultMaxPerRoute(perHost);
    pool.setMaxTotal(total);
    pool.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(connectTimeout))
            .setSocketTimeout(Timeout.of(responseTimeout))
            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
            .setTimeToLive(LIFETIME)
            .build());
    return pool;
  }
}
