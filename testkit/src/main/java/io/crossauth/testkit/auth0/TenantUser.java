package io.crossauth.testkit.auth0;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** A user of the tenant, with password and second factors. Safe for use by many threads. */
public final class TenantUser {

  private static final int LOCKOUT = 10;

  /**
   * A second factor; {@code type} is {@code otp} or {@code oob}, {@code channel} is empty for
   * {@code otp}, {@code secret} for {@code oob}, and {@code active} says that it was confirmed
   * once.
   */
  record Factor(String id, String type, String channel, String secret, boolean active) {

    Factor confirmed() {
      return new Factor(id, type, channel, secret, true);
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final String name;
  private final String password;
  private final List<Factor> factors = new ArrayList<>();
  private String recoveryCode = "";
  private int wrongCodes;

  TenantUser(String name, String password) {
    this.name = name;
    this.password = password;
  }

  /**
   * Gives the user an authenticator app, in place of one before.
   *
   * @param base32Secret the secret of its codes (RFC 6238: SHA-1, 30 seconds, six digits), in
   *     base32 without padding
   * @return this user
   */
  public TenantUser withOtp(String base32Secret) {
    return with(new Factor("totp|dev_" + name, "otp", "", base32Secret, true));
  }

  /**
   * Gives the user a second factor that gets messages, in place of one on the same channel.
   *
   * @param channel {@code sms}, {@code voice}, {@code email}, or {@code auth0} for push
   * @return this user
   */
  public TenantUser withOob(String channel) {
    String kind = channel.equals("auth0") ? "push" : channel;
    return with(new Factor(kind + "|dev_" + name, "oob", channel, "", true));
  }

  /**
   * Gives the user a second factor that was enrolled and never confirmed; it is listed, and no
   * message goes to it.
   *
   * @param channel {@code sms}, {@code voice}, {@code email}, or {@code auth0} for push
   * @return this user
   */
  public TenantUser withUnconfirmedOob(String channel) {
    return with(new Factor(channel + "|new_" + name, "oob", channel, "", false));
  }

  /**
   * Gives the user a recovery code, in place of one before. It can be used once; the answer brings
   * the next.
   *
   * @param code the code, of any shape but not empty
   * @return this user
   */
  public TenantUser withRecoveryCode(String code) {
    lock.lock();
    try {
      recoveryCode = code;
      return this;
    } finally {
      lock.unlock();
    }
  }

  TenantUser with(Factor factor) {
    lock.lock();
    try {
      factors.removeIf(f -> f.id().equals(factor.id()));
      factors.add(factor);
      return this;
    } finally {
      lock.unlock();
    }
  }

  String name() {
    return name;
  }

  boolean hasPassword(String given) {
    return password.equals(given);
  }

  List<Factor> factors() {
    lock.lock();
    try {
      return List.copyOf(factors);
    } finally {
      lock.unlock();
    }
  }

  boolean hasActiveFactor() {
    return factors().stream().anyMatch(Factor::active);
  }

  Optional<Factor> factor(String id) {
    return factors().stream().filter(f -> f.id().equals(id)).findFirst();
  }

  boolean remove(String id) {
    lock.lock();
    try {
      return factors.removeIf(f -> f.id().equals(id));
    } finally {
      lock.unlock();
    }
  }

  /** Whether the user is locked out by wrong codes. */
  boolean lockedOut() {
    lock.lock();
    try {
      return wrongCodes >= LOCKOUT;
    } finally {
      lock.unlock();
    }
  }

  void tried(boolean right) {
    lock.lock();
    try {
      wrongCodes = right ? 0 : wrongCodes + 1;
    } finally {
      lock.unlock();
    }
  }

  /** Uses the recovery code up, if it is the one. */
  boolean useRecoveryCode(String given, String next) {
    lock.lock();
    try {
      boolean right = !recoveryCode.isEmpty() && recoveryCode.equals(given);
      if (right) {
        recoveryCode = next;
      }
      return right;
    } finally {
      lock.unlock();
    }
  }

  boolean hasRecoveryCode() {
    lock.lock();
    try {
      return !recoveryCode.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
