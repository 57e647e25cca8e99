package io.crossauth.servlet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** The real one. */
final class Chromium implements WebBrowser {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long LOOK_AGAIN = 50;

  private final ChromeDriver driver;

  Chromium() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--user-data-dir=" + folder());
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
    driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
  }

  private static String folder() {
    try {
      return Files.createTempDirectory("chromium").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "Chromium " + driver.getCapabilities().getBrowserVersion();
  }

  @Override
  public boolean obeysCookies() {
    return true;
  }

  @Override
  public int checkedByHeader() {
    return 0;
  }

  @Override
  public void go(String address) {
    driver.get(address);
  }

  @Override
  public void click(String id) {
    driver.findElement(By.id(id)).click();
  }

  @Override
  public void logIn(String user, String password) {
    driver.findElement(By.name("username")).sendKeys(user);
    driver.findElement(By.name("password")).sendKeys(password);
    driver.findElement(By.name("password")).submit();
  }

  @Override
  public void back() {
    driver.navigate().back();
  }

  @Override
  public void reload() {
    driver.navigate().refresh();
  }

  @Override
  public void newTab() {
    driver.switchTo().newWindow(WindowType.TAB);
  }

  @Override
  public void firstTab() {
    List<String> tabs = new ArrayList<>(driver.getWindowHandles());
    driver.switchTo().window(tabs.get(0));
  }

  @Override
  public String address() {
    return driver.getCurrentUrl();
  }

  @Override
  public String textWith(String expected) {
    String text = "";
    for (long waited = 0; waited < PATIENCE.toMillis(); waited += LOOK_AGAIN) {
      try {
        text = driver.findElement(By.tagName("body")).getText();
        if (text.contains(expected)) {
          return text;
        }
      } catch (StaleElementReferenceException | NoSuchElementException e) {
        // The page is changing.
      }
      pause();
    }
    throw new AssertionError("expected " + expected + " at " + address() + ", found " + text);
  }

  /** It is another process: there is nothing to wait for but its page. */
  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String cookiesOfScripts() {
    return String.valueOf(((JavascriptExecutor) driver).executeScript("return document.cookie"));
  }

  @Override
  public int statusForScript(String path) {
    Object status =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "fetch(arguments[0], {headers: {'X-Requested-By': 'page'}})"
                + ".then(r => done(r.status), e => done(0))",
            path);
    return ((Number) status).intValue();
  }

  @Override
  public String source() {
    return String.valueOf(driver.getPageSource());
  }

  @Override
  public void tab() {
    press(Keys.TAB);
  }

  private void press(CharSequence keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  @Override
  public String focused() {
    // One question to the browser, for whoever goes through a page.
    return String.valueOf(
        driver.executeScript(
            "const at = document.activeElement;"
                + "return at === document.body ? '' : at.id || at.textContent.slice(0, 40)"));
  }

  @Override
  public void type(String text) {
    press(text);
  }

  @Override
  public void enter() {
    press(Keys.ENTER);
  }

  @Override
  public void window(int width, int height, boolean dark) {
    Map<String, Object> unused =
        driver.executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    Map<String, Object> hidden =
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    Map<String, Object> ignored =
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  @Override
  public int overflow() {
    Object wider =
        driver.executeScript(
            "const page = document.documentElement; return page.scrollWidth - page.clientWidth");
    return ((Number) wider).intValue();
  }

  @Override
  public Optional<byte[]> picture() {
    Map<String, Object> taken =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    return Optional.of(Base64.getDecoder().decode(String.valueOf(taken.get("data"))));
  }

  @Override
  public void forget() {
    List<String> tabs = new ArrayList<>(driver.getWindowHandles());
    for (String tab : tabs.subList(1, tabs.size())) {
      driver.switchTo().window(tab).close();
    }
    driver.switchTo().window(tabs.get(0)).get("about:blank");
    Map<String, Object> unused = driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
  }

  @Override
  public void close() {
    driver.quit();
  }
}
