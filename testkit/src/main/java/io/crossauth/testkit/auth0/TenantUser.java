package io.crossauth.testkit.auth0;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** A user of the tenant, with password and second factors. Fit for many threads. */
public final class TenantUser {

  private static final int LOCKOUT = 10;

  /** A second factor. */
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

  /** Gives the user an authenticator app with this base32 secret. */
  public TenantUser withOtp(String base32Secret) {
    return with(new Factor("totp|dev_" + name, "otp", "", base32Secret, true));
  }

  /** Gives the user a second factor that gets messages: sms, voice, email, or auth0 for push. */
  public TenantUser withOob(String channel) {
    String kind = channel.equals("auth0") ? "push" : channel;
    return with(new Factor(kind + "|dev_" + name, "oob", channel, "", true));
  }

  /** Gives the user a second factor that was never confirmed. */
  public TenantUser withUnconfirmedOob(String channel) {
    return with(new Factor(channel + "|new_" + name, "oob", channel, "", false));
  }

  /** Gives the user a recovery code. */
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
