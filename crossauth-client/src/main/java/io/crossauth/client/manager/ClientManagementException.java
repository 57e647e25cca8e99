package io.crossauth.client.manager;

import io.crossauth.error.CrossauthException;
import java.util.Locale;

/**
 * A client cannot be made, found or changed as it was asked. Nothing was changed. Its code is
 * {@code client.} and the reason in lower case. Immutable and safe for use by many threads.
 */
public final class ClientManagementException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  /** Why a client cannot be made, found or changed. */
  public enum Reason {
    /** The name is empty or too long. */
    INVALID_NAME,
    /** A redirect URI breaks a rule of {@link OAuthClientManager#validateUri}. */
    INVALID_REDIRECT_URI,
    /** A flow is none of {@link io.crossauth.client.OAuthFlows}. */
    INVALID_FLOW,
    /** The owner or a further member is empty or too long. */
    INVALID_DETAILS,
    /** There is no such client. */
    UNKNOWN_CLIENT,
    /** A public client has no secret to reset. */
    NOT_CONFIDENTIAL,
    /** Others changed the client each time this change was to be stored. */
    CHANGED_MEANWHILE,
    /** Each random id was taken: the random source is broken. */
    NO_FREE_ID
  }

  private final Reason reason;

  ClientManagementException(Reason reason, String message) {
    super("client." + reason.name().toLowerCase(Locale.ROOT), message, null);
    this.reason = reason;
  }

  /**
   * Why the client cannot be made, found or changed.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }

  @Override
  public boolean retryable() {
    return reason == Reason.CHANGED_MEANWHILE;
  }
}
