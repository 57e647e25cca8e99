package io.crossauth.servlet.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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

  /** The markup of the page, as it is now. */
  String source();

  /** Moves the focus to what comes next, as the tabulator key does. */
  void tab();

  /** The id of what has the focus, or the beginning of its text; empty if nothing has it. */
  String focused();

  /** Types into what has the focus. */
  void type(String text);

  /** Presses the enter key on what has the focus. */
  void enter();

  /** Gives the window a size, in CSS pixels, and the person a taste: dark or light. */
  void window(int width, int height, boolean dark);

  /** By how many pixels the page is wider than the window; 0 where no page is drawn. */
  int overflow();

  /** The whole page as a PNG; empty where no page is drawn. */
  Optional<byte[]> picture();

  /** Forgets all cookies, and has one empty tab again. */
  void forget();

  @Override
  void close();
}
