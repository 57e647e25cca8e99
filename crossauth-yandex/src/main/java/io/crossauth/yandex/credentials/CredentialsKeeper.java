package io.crossauth.yandex.credentials;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.StorageException;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps stored credentials fresh: first what is stored, then a new music token for the x_token,
 * then everything anew by the refresh token, and only then the user is asked.
 *
 * <p>Only a refusal by Yandex ends credentials; every other failure leaves them as they are.
 * However many callers are refused at once, there is one renewal. Safe for use by many threads;
 * make one for an account.
 */
public final class CredentialsKeeper {

  private final Renewal renewal;
  private final UnsavedCredentials store;
  private final Supplier<PassportCredentials> login;
  private final ReentrantLock renewing = new ReentrantLock();

  private CredentialsKeeper(Builder builder) {
    this.renewal = builder.renewal;
    this.store = new UnsavedCredentials(builder.store, builder.unsaved);
    this.login = builder.login;
  }

  /**
   * Begins a keeper.
   *
   * @param renewal the client
   * @param store where the credentials are kept
   * @return a builder
   */
  public static Builder builder(Renewal renewal, CredentialStore store) {
    return new Builder(renewal, store);
  }

  /**
   * A music token: the one that is stored, or a new one.
   *
   * @return a token that nobody has refused yet
   * @throws InvalidCredentialsException if the user must log in, and there is nobody to ask
   */
  public Secret musicToken() {
    Optional<Secret> stored = store.load().flatMap(PassportCredentials::musicToken);
    return stored.isPresent() ? stored.get() : renewed(Optional.empty());
  }

  /**
   * A music token in the place of one that was refused. If somebody else has renewed it meanwhile,
   * theirs.
   *
   * @param refused the token that a service has refused
   * @return another token
   * @throws InvalidCredentialsException if the user must log in, and there is nobody to ask
   */
  public Secret musicTokenAfter(Secret refused) {
    return renewed(Optional.of(refused));
  }

  /**
   * Makes a call with a music token, and once more with another if it is refused.
   *
   * @param <T> what the call gives
   * @param call throws {@link InvalidCredentialsException} when its token is refused
   * @return what the call gave
   * @throws InvalidCredentialsException if the second token is refused too, or there is none
   */
  public <T> T callWithMusicToken(Function<Secret, T> call) {
    Secret token = musicToken();
    try {
      return call.apply(token);
    } catch (InvalidCredentialsException e) {
      return call.apply(musicTokenAfter(token));
    }
  }

  private Secret renewed(Optional<Secret> refused) {
    try {
      renewing.lockInterruptibly();
    } catch (InterruptedException e) {
      throw new InterruptedCallException("a renewal of the credentials", e);
    }
    try {
      PassportCredentials current = store.load().orElseGet(this::loggedIn);
      Optional<Secret> theirs = current.musicToken().filter(t -> !refused.equals(Optional.of(t)));
      return theirs.isPresent() ? theirs.get() : minted(current, refused);
    } finally {
      renewing.unlock();
    }
  }

  private Secret minted(PassportCredentials current, Optional<Secret> refused) {
    Secret fresh;
    try {
      fresh = renewal.refreshMusicToken(current.xToken());
    } catch (InvalidCredentialsException e) {
      if (!e.named()) {
        throw undecided(e);
      }
      return current.refreshToken().isPresent() ? rotated(current) : asked(current);
    }
    if (refused.equals(Optional.of(fresh)) && current.refreshToken().isPresent()) {
      return rotated(current);
    }
    // The same one again, and no way to another: the x_token is good, so nothing is thrown away.
    store.update(current, current.withMusicToken(fresh));
    return fresh;
  }

  private Secret rotated(PassportCredentials current) {
    PassportCredentials next;
    try {
      next = renewal.refreshCredentials(current);
    } catch (InvalidCredentialsException e) {
      if (!e.named()) {
        throw undecided(e);
      }
      // Another process may have been quicker: then its refresh token is the good one.
      Optional<PassportCredentials> theirs = store.load().filter(kept -> !kept.equals(current));
      return theirs.isPresent() ? musicTokenOf(theirs.get()) : asked(current);
    }
    store.update(current, next);
    return musicTokenOf(next);
  }

  private Secret musicTokenOf(PassportCredentials credentials) {
    Optional<Secret> music = credentials.musicToken();
    return music.isPresent() ? music.get() : mintedOnce(credentials);
  }

  private Secret mintedOnce(PassportCredentials current) {
    Secret fresh = renewal.refreshMusicToken(current.xToken());
    store.update(current, current.withMusicToken(fresh));
    return fresh;
  }

  /** One bad answer of a server says nothing about what is stored. */
  private static YandexAuthFailedException undecided(InvalidCredentialsException e) {
    return new YandexAuthFailedException("renewal of the credentials: " + e.getMessage(), null, 0);
  }

  private Secret asked(PassportCredentials dead) {
    store.forget(dead);
    return musicTokenOf(loggedIn());
  }

  private PassportCredentials loggedIn() {
    PassportCredentials next = login.get();
    store.put(next);
    return next;
  }

  /** What renews credentials: the client. Safe for use by many threads. */
  public interface Renewal {

    /**
     * Gets a new music token.
     *
     * @param xToken the x_token of a login
     * @return the music token
     * @throws InvalidCredentialsException if there is none; named if the x_token is refused
     */
    Secret refreshMusicToken(Secret xToken);

    /**
     * Renews everything by the refresh token, which is good once.
     *
     * @param credentials credentials with a refresh token
     * @return new credentials with a new refresh token
     * @throws InvalidCredentialsException if there is no refresh token, or it is refused
     */
    PassportCredentials refreshCredentials(PassportCredentials credentials);
  }

  /** Builds a {@link CredentialsKeeper}. Not for use by many threads at once. */
  public static final class Builder {

    private final Renewal renewal;
    private final CredentialStore store;
    private Supplier<PassportCredentials> login =
        () -> {
          throw new InvalidCredentialsException(
              "credentials: expected stored ones that are good, found none; log in again", null, 0);
        };
    private Consumer<StorageException> unsaved = failure -> {};

    private Builder(Renewal renewal, CredentialStore store) {
      this.renewal = renewal;
      this.store = store;
    }

    /**
     * Sets how the user is asked to log in.
     *
     * @param way logs the user in; by default nobody is asked, and the caller gets an {@link
     *     InvalidCredentialsException}
     * @return this builder
     */
    public Builder login(Supplier<PassportCredentials> way) {
      this.login = way;
      return this;
    }

    /**
     * Sets who hears that renewed credentials could not be saved. They are held, and saved with the
     * next call; a program that ends before must log in again.
     *
     * @param listener hears of each failure to save; by default nobody does
     * @return this builder
     */
    public Builder onUnsaved(Consumer<StorageException> listener) {
      this.unsaved = listener;
      return this;
    }

    /**
     * Makes the keeper.
     *
     * @return a keeper for one account
     */
    public CredentialsKeeper build() {
      return new CredentialsKeeper(this);
    }
  }
}
