package io.crossauth.yandex;

import io.crossauth.yandex.internal.Endpoints;
import java.time.Duration;
import java.util.Set;

/**
 * How a client behaves. Immutable; begin with {@link #defaults} and change what must differ.
 *
 * <p>There is no way to switch off the verification of certificates. Nothing is repeated by itself.
 *
 * @param userAgent what the client calls itself, not empty
 * @param totalTimeout the most time for one request, once it is its turn; 30 s by default
 * @param connectTimeout the most time to connect, no more than the total; 10 s by default
 * @param minRequestInterval the least time between two requests, whatever their hosts; 0.2 s by
 *     default
 * @param qrPollInterval how long to wait between questions whether a QR code was confirmed, no more
 *     than their total; 2 s by default
 * @param qrPollTotalTimeout how long to wait for that in all; 120 s by default
 * @param allowedHosts the hosts that may be called, compared whole; not empty
 */
public record YandexConfig(
    String userAgent,
    Duration totalTimeout,
    Duration connectTimeout,
    Duration minRequestInterval,
    Duration qrPollInterval,
    Duration qrPollTotalTimeout,
    Set<String> allowedHosts) {

  private static final YandexConfig DEFAULTS =
      new YandexConfig(
          "com.yandex.mobile.auth.sdk/7.42.0 (Xiaomi Redmi; Android 10) Yandex",
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofSeconds(120),
          Endpoints.HOSTS);

  /**
   * Checks everything.
   *
   * @throws IllegalArgumentException if something has no sense; it names the setting
   */
  public YandexConfig {
    if (userAgent.isBlank()) {
      throw new IllegalArgumentException("userAgent: expected a text, found none");
    }
    positive("totalTimeout", totalTimeout);
    positive("connectTimeout", connectTimeout);
    positive("minRequestInterval", minRequestInterval);
    positive("qrPollInterval", qrPollInterval);
    positive("qrPollTotalTimeout", qrPollTotalTimeout);
    within("connectTimeout", connectTimeout, "totalTimeout", totalTimeout);
    within("qrPollInterval", qrPollInterval, "qrPollTotalTimeout", qrPollTotalTimeout);
    allowedHosts = Set.copyOf(allowedHosts);
    if (allowedHosts.isEmpty() || allowedHosts.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("allowedHosts: expected names of hosts, found none");
    }
  }

  /** What is right unless you know better. */
  public static YandexConfig defaults() {
    return DEFAULTS;
  }

  /** The same with another name of the client. */
  public YandexConfig withUserAgent(String other) {
    return new YandexConfig(
        other,
        totalTimeout,
        connectTimeout,
        minRequestInterval,
        qrPollInterval,
        qrPollTotalTimeout,
        allowedHosts);
  }

  /** The same with other times for a request: in all, and to connect. */
  public YandexConfig withTimeouts(Duration total, Duration connect) {
    return new YandexConfig(
        userAgent,
        total,
        connect,
        minRequestInterval,
        qrPollInterval,
        qrPollTotalTimeout,
        allowedHosts);
  }

  /** The same with another least time between two requests. */
  public YandexConfig withMinRequestInterval(Duration interval) {
    return new YandexConfig(
        userAgent,
        totalTimeout,
        connectTimeout,
        interval,
        qrPollInterval,
        qrPollTotalTimeout,
        allowedHosts);
  }

  /** The same with other times for a QR login: between questions, and in all. */
  public YandexConfig withQrPolling(Duration interval, Duration total) {
    return new YandexConfig(
        userAgent, totalTimeout, connectTimeout, minRequestInterval, interval, total, allowedHosts);
  }

  /** The same with other hosts, for accounts of another country's site. */
  public YandexConfig withAllowedHosts(Set<String> hosts) {
    return new YandexConfig(
        userAgent,
        totalTimeout,
        connectTimeout,
        minRequestInterval,
        qrPollInterval,
        qrPollTotalTimeout,
        hosts);
  }

  private static void positive(String name, Duration time) {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException(name + ": expected more than zero, found " + time);
    }
  }

  private static void within(String name, Duration time, String limitName, Duration limit) {
    if (time.compareTo(limit) > 0) {
      throw new IllegalArgumentException(
          name + ": expected no more than " + limitName + " " + limit + ", found " + time);
    }
  }
}
