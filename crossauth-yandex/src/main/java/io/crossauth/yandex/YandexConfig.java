package io.crossauth.yandex;

import io.crossauth.internal.time.Durations;
import io.crossauth.yandex.internal.Endpoints;
import java.time.Duration;
import java.util.Set;

/**
 * How a client behaves. Immutable and safe for use by many threads; begin with {@link #defaults}
 * and change what must differ.
 *
 * <p>There is no way to switch off the verification of certificates. Nothing is repeated by itself.
 *
 * @param userAgent what the client calls itself, not blank
 * @param totalTimeout the most time for one request, once it is its turn; 30 s by default, a day at
 *     most
 * @param connectTimeout the most time to connect, no more than the total; 10 s by default
 * @param minRequestInterval the least time between two requests, whatever their hosts; 0.2 s by
 *     default, a day at most
 * @param qrPollInterval how long to wait between questions whether a QR code was confirmed, no more
 *     than their total; 2 s by default
 * @param qrPollTotalTimeout how long to wait for that in all; 120 s by default, 366 days at most
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
   * @throws IllegalArgumentException if a setting is invalid; it names the setting
   */
  public YandexConfig {
    if (userAgent.isBlank() || !userAgent.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "userAgent: expected printable ASCII characters, found none or others");
    }
    Durations.ofCall("totalTimeout", totalTimeout);
    Durations.ofCall("connectTimeout", connectTimeout);
    Durations.ofCall("minRequestInterval", minRequestInterval);
    Durations.ofWait("qrPollInterval", qrPollInterval);
    Durations.ofWait("qrPollTotalTimeout", qrPollTotalTimeout);
    within("connectTimeout", connectTimeout, "totalTimeout", totalTimeout);
    within("qrPollInterval", qrPollInterval, "qrPollTotalTimeout", qrPollTotalTimeout);
    allowedHosts = Set.copyOf(allowedHosts);
    if (allowedHosts.isEmpty() || allowedHosts.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("allowedHosts: expected names of hosts, found none");
    }
  }

  /**
   * What is right unless you know better.
   *
   * @return the defaults
   */
  public static YandexConfig defaults() {
    return DEFAULTS;
  }

  /**
   * The same with another name of the client.
   *
   * @param other what the client calls itself: printable ASCII characters, not blank
   * @return the changed configuration
   * @throws IllegalArgumentException if it is not such
   */
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

  /**
   * The same with other times for a request.
   *
   * @param total the most time in all: more than zero, a day at most
   * @param connect the most time to connect: more than zero, no more than the total
   * @return the changed configuration
   * @throws IllegalArgumentException if a time is not such
   */
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

  /**
   * The same with another least time between two requests.
   *
   * @param interval more than zero, a day at most
   * @return the changed configuration
   * @throws IllegalArgumentException if the time is not such
   */
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

  /**
   * The same with other times for a QR login.
   *
   * @param interval the time before each question: more than zero, no more than the total
   * @param total the time in all: more than zero, 366 days at most
   * @return the changed configuration
   * @throws IllegalArgumentException if a time is not such
   */
  public YandexConfig withQrPolling(Duration interval, Duration total) {
    return new YandexConfig(
        userAgent, totalTimeout, connectTimeout, minRequestInterval, interval, total, allowedHosts);
  }

  /**
   * The same with other hosts, for accounts of another country's site.
   *
   * @param hosts the names, in any case, without port; not empty
   * @return the changed configuration
   * @throws IllegalArgumentException if there are none, or one is blank
   */
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

  private static void within(String name, Duration time, String limitName, Duration limit) {
    if (time.compareTo(limit) > 0) {
      throw new IllegalArgumentException(
          name + ": expected no more than " + limitName + " " + limit + ", found " + time);
    }
  }
}
