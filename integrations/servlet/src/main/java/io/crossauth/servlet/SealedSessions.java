package io.crossauth.servlet;

import io.crossauth.client.login.BackChannelLogout;
import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.servlet.internal.Cookies;
import io.crossauth.servlet.internal.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in sealed cookies. Each chunk is sealed for its place among so many, and names the
 * sealing that it is of, so that chunks of two sessions never make a third.
 */
final class SealedSessions implements Sessions {

  /** Bytes of a chunk before it is sealed: with name and attributes less than a browser keeps. */
  private static final int CHUNK = 2_800;

  /** 6 KiB in all, as cookies. */
  private static final int MOST_CHUNKS = 2;

  private static final int MOST = 4_400;
  private static final int NAME_BYTES = 16;

  private final Settings settings;
  private final @Nullable SessionIndex ended;

  SealedSessions(Settings settings, @Nullable SessionIndex ended) {
    this.settings = settings;
    this.ended = ended;
  }

  @Override
  public Optional<WebSession> find(Cookies cookies) {
    return opened(cookies).filter(this::live).map(this::session);
  }

  private boolean live(SealedSession session) {
    Instant now = settings.platform().now();
    return session.times().live(now, settings.absolute())
        && session.tokenLives(now)
        && lasts(session);
  }

  private boolean lasts(SealedSession session) {
    Optional<LoginReference> login = session.login();
    return ended == null
        || login.isEmpty()
        || ended.add(session.name(), login.get(), settings.absolute());
  }

  private WebSession session(SealedSession session) {
    Instant end = session.times().endsAt(settings.absolute());
    Instant token = session.expiresAt().filter(t -> t.isBefore(end)).orElse(end);
    return new WebSession(
        session.name(),
        session.subject(),
        session.idToken(),
        session.scopes(),
        new FixedToken(session, settings.platform()),
        session.times(),
        token,
        () -> settings.formToken(session.name()));
  }

  private Optional<SealedSession> opened(Cookies cookies) {
    List<String> chunks = new ArrayList<>();
    for (int i = 0; i < MOST_CHUNKS; i++) {
      Optional<String> chunk = cookies.find(settings.sessionCookie() + "-" + i);
      if (chunk.isEmpty()) {
        break;
      }
      chunks.add(chunk.get());
    }
    StringBuilder text = new StringBuilder();
    String sealing = "";
    for (int i = 0; i < chunks.size(); i++) {
      String[] words =
          settings
              .opened(chunks.get(i), place(i, chunks.size()))
              .map(part -> part.split(" ", 2))
              .orElse(new String[0]);
      if (words.length != 2 || !(sealing.isEmpty() || sealing.equals(words[0]))) {
        return Optional.empty();
      }
      sealing = words[0];
      text.append(words[1]);
    }
    return chunks.isEmpty() ? Optional.empty() : SealedSession.parse(text.toString());
  }

  private static String place(int chunk, int count) {
    return "chunk " + chunk + " of " + count;
  }

  @Override
  public List<String> begin(OAuthTokenResponse tokens) {
    if (tokens.tokenType().equalsIgnoreCase("DPoP")) {
      throw new ConfigurationException(
          "config.session_cookie",
          "session: expected tokens that are bound to no key for sealed cookies, found DPoP's,"
              + " whose key may not go there; keep sessions in a store");
    }
    String name = Names.random(settings.platform().random(), NAME_BYTES);
    SessionTimes times = SessionTimes.begun(settings.platform().now(), tokens, settings.idle());
    SealedSession session = SealedSession.of(name, times, StoredTokens.of(tokens));
    if (!lasts(session)) {
      throw new LoginRequiredException(
          "session: expected a login that lasts, found that the provider has ended it meanwhile;"
              + " log the user in again",
          null);
    }
    return cookies(session);
  }

  private List<String> cookies(SealedSession session) {
    String text = session.text();
    if (text.length() > MOST) {
      throw new ConfigurationException(
          "config.session_cookie",
          "session: expected tokens of at most "
              + MOST
              + " characters for sealed cookies, found "
              + text.length()
              + "; keep sessions in a store");
    }
    String sealing = Names.random(settings.platform().random(), NAME_BYTES);
    int count = (text.length() + CHUNK - 1) / CHUNK;
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < MOST_CHUNKS; i++) {
      String name = settings.sessionCookie() + "-" + i;
      if (i < count) {
        String part = text.substring(i * CHUNK, Math.min(text.length(), (i + 1) * CHUNK));
        String value = settings.seal(sealing + " " + part, place(i, count));
        fields.add(Cookies.set(name, value, "Strict"));
      } else {
        fields.add(Cookies.delete(name, "Strict"));
      }
    }
    return fields;
  }

  @Override
  public List<String> used(Cookies cookies, WebSession session) {
    Instant now = settings.platform().now();
    if (!session.times().worthNoting(now)) {
      return List.of();
    }
    return opened(cookies).map(found -> cookies(found.usedAt(now))).orElse(List.of());
  }

  /** A copy of the cookies lives on, unless the login's end can be noted. */
  @Override
  public void end(WebSession session, boolean revoke) {
    if (ended != null && session.claim("sid").isPresent()) {
      SealedSession.reference(session.claims(), settings.platform().now())
          .ifPresent(login -> ended.end(login, settings.absolute()));
    }
  }

  @Override
  public void replaced(String earlier, OAuthTokenResponse by) {
    // Nothing is kept by its name.
  }

  @Override
  public List<String> forgotten() {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < MOST_CHUNKS; i++) {
      fields.add(Cookies.delete(settings.sessionCookie() + "-" + i, "Strict"));
    }
    return fields;
  }

  @Override
  public void end(BackChannelLogout logout) {
    if (ended != null) {
      List<String> unused = ended.end(logout.reference(), settings.absolute());
    }
  }

  @Override
  public boolean hearsLogouts() {
    return ended != null;
  }

  @Override
  public void close() {
    // Nothing goes on in the background.
  }
}
