package io.crossauth.servlet.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A browser that shows pages: Chromium where it is installed, else HtmlUnit, which has the logic of
 * pages but not a browser's rules for cookies.
 */
public interface WebBrowser extends AutoCloseable {

  Path CHROMIUM = Path.of("/usr/bin/chromium");
  Path DRIVER = Path.of("/usr/bin/chromedriver");

  /** Opens a browser that nobody has used before. */
  static WebBrowser open() {
    boolean wanted = !Boolean.getBoolean("crossauth.it.browser.htmlunit");
    return wanted && Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER)
        ? new Chromium()
        : new PageLogic();
  }

  /** Its name and version. */
  String name();

  /** Whether it obeys the attributes of cookies. */
  boolean obeysCookies();

  /** How many cookies were checked by their header field, in place of obeying it. */
  int checkedByHeader();

  void go(String address);

  /** Clicks the button or link that has this id. */
  void click(String id);

  /** Fills the login page of a provider, if there is one, and sends it. */
  void logIn(String user, String password);

  void back();

  void reload();

  /** Opens another tab and works there. */
  void newTab();

  /** Goes back to the first tab. */
  void firstTab();

  String address();

  /** Waits until the page has this text, ten seconds at most; the text of the page. */
  String textWith(String expected);

  /** Whether a script of the page can read any cookie. */
  String cookiesOfScripts();

  /** The status that a script of the page gets; with the header field of scripts. */
  int statusForScript(String path);

  /** Forgets all cookies, and has one empty tab again. */
  void forget();

  @Override
  void close();
}
