package io.crossauth.testkit.browser;

import io.crossauth.testkit.TestUsers;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;

/**
 * A headless browser with its own cookies, and the person who sits before it.
 *
 * <p>It knows no provider: it finds its way by the fields of the forms that it is shown ({@code
 * username} and {@code password}, {@code otp}, {@code user_code} or {@code device_user_code},
 * buttons {@code accept} and {@code cancel}). Scripts are not run. The cookies stay, so that a
 * second login in the same browser is a single sign-on.
 *
 * <p>For one thread at a time.
 */
public final class Browser {

  private static final int MOST_PAGES = 20;

  private static final String ACCEPT = "accept";
  private static final String CANCEL = "cancel";

  private final HttpClient http;
  private final OneTimeCode oneTimeCode;
  private final CookieJar cookies = new CookieJar();

  Browser(HttpClient http, OneTimeCode oneTimeCode) {
    this.http = http;
    this.oneTimeCode = oneTimeCode;
  }

  /**
   * Makes a browser without cookies, whose person has the second factor of {@link TestUsers#MFA}.
   *
   * @return the browser
   */
  public static Browser create() {
    return builder().build();
  }

  /**
   * {@return a builder, for a browser with another second factor, another time or another trust}
   */
  public static BrowserBuilder builder() {
    return new BrowserBuilder();
  }

  /**
   * Logs in and consents to whatever is asked.
   *
   * @param authorizationUri the authorization request
   * @param user the user name, typed where a page asks for it
   * @param password the password, typed where a page asks for it
   * @return how the provider sends the browser back, be it with a code or with an error
   * @throws IllegalStateException if the provider shows a page that leads nowhere, such as its
   *     error page, or the same form again (as after a wrong password); the message quotes the page
   * @throws java.io.UncheckedIOException if a request is not answered, or not within a minute
   */
  public Callback login(URI authorizationUri, String user, String password) {
    return requireCallback(authorizationUri, new Person(user, password, "", ACCEPT, oneTimeCode));
  }

  /**
   * Logs in, but says no on the consent page.
   *
   * @param authorizationUri the authorization request
   * @param user the user name, typed where a page asks for it
   * @param password the password, typed where a page asks for it
   * @return how the provider sends the browser back, as a rule with {@code error=access_denied}
   * @throws IllegalStateException as {@link #login} does
   * @throws java.io.UncheckedIOException as {@link #login} does
   */
  public Callback refuse(URI authorizationUri, String user, String password) {
    return requireCallback(authorizationUri, new Person(user, password, "", CANCEL, oneTimeCode));
  }

  /**
   * Enters the code that a device shows, logs in and says yes.
   *
   * @param verificationUri the device answer's {@code verification_uri} or {@code
   *     verification_uri_complete}
   * @param userCode the {@code user_code}; typed in only if the page asks for it
   * @param user the user name, typed where a page asks for it
   * @param password the password, typed where a page asks for it
   * @throws IllegalStateException if the provider does not end with a page of success; the message
   *     quotes the page
   * @throws java.io.UncheckedIOException if a request is not answered, or not within a minute
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.3">RFC 8628 section 3.3</a>
   */
  public void approveDevice(URI verificationUri, String userCode, String user, String password) {
    Page last =
        requirePage(verificationUri, new Person(user, password, userCode, ACCEPT, oneTimeCode));
    if (last.status() >= 400) {
      throw new IllegalStateException("the device was not approved: " + last);
    }
  }

  /**
   * Enters the code that a device shows, logs in and says no.
   *
   * @param verificationUri the device answer's {@code verification_uri} or {@code
   *     verification_uri_complete}
   * @param userCode the {@code user_code}; typed in only if the page asks for it
   * @param user the user name, typed where a page asks for it
   * @param password the password, typed where a page asks for it
   * @throws IllegalStateException if the provider never asked for consent
   * @throws java.io.UncheckedIOException if a request is not answered, or not within a minute
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.3">RFC 8628 section 3.3</a>
   */
  public void denyDevice(URI verificationUri, String userCode, String user, String password) {
    Person person = new Person(user, password, userCode, CANCEL, oneTimeCode);
    Page last = requirePage(verificationUri, person);
    if (!person.hasAnswered(Question.CONSENT)) {
      throw new IllegalStateException("nobody was asked to consent: " + last);
    }
  }

  private Callback requireCallback(URI start, Person person) {
    Shown end = walk(start, person);
    return end.callback()
        .orElseThrow(() -> new IllegalStateException("the login does not go on from here: " + end));
  }

  private Page requirePage(URI start, Person person) {
    Shown end = walk(start, person);
    return end.page().orElseThrow(() -> new IllegalStateException("led away: " + end));
  }

  /** Answers forms until there is none that the person can answer, or the way leads elsewhere. */
  private Shown walk(URI start, Person person) {
    Visit visit = new Visit(http, cookies, Origin.of(start));
    Shown shown = visit.open(start);
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Optional<Submission> next = shown.page().flatMap(person::answer);
      if (next.isEmpty()) {
        return shown;
      }
      shown = visit.send(next.get());
    }
    throw new IllegalStateException("no end after " + MOST_PAGES + " pages: " + shown);
  }
}
