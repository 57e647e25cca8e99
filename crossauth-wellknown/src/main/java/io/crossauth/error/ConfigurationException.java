package io.crossauth.error;

/**
 * The settings of the program and what the provider says about itself do not go together: the
 * provider demands a signed request, and there is no key; a request is to be pushed, and the
 * provider has no endpoint for it. It shows when the metadata is here, not before. The same call
 * fails again until one of both is changed.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ConfigurationException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the failure.
   *
   * @param code a stable name: {@code config.no_request_key}
   * @param message what was expected, what was found, and which setting helps
   */
  public ConfigurationException(String code, String message) {
    super(code, message, null);
  }
}
