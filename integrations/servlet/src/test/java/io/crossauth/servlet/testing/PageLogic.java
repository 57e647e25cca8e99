package io.crossauth.servlet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.htmlunit.BrowserVersion;
import org.htmlunit.Page;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.WebWindow;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.htmlunit.util.WebConnectionWrapper;

/** HtmlUnit. Cookies are kept by hand: each of ours must have the attributes of the page. */
final class PageLogic implements WebBrowser {

  private static final int PATIENCE = 20_000;
  private static final int ROUNDS = 10;

  private static final Pattern OURS =
      Pattern.compile(
          "__Host-Http-[A-Za-z0-9_-]+=[A-Za-z0-9_.-]*; Path=/;( Max-Age=\\d+;)? Secure; HttpOnly;"
              + " SameSite=(Strict|Lax|None)");

  private final WebClient client = new WebClient(BrowserVersion.CHROME);
  private final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();
  private final AtomicInteger checked = new AtomicInteger();
  private final List<WebWindow> tabs = new ArrayList<>();
  private int opened;

  PageLogic() {
    client.getOptions().setThrowExceptionOnScriptError(false);
    client.getOptions().setThrowExceptionOnFailingStatusCode(false);
    client.getOptions().setCssEnabled(false);
    client.getCookieManager().setCookiesEnabled(false);
    client.setWebConnection(new ByHand(client));
    tabs.add(client.getCurrentWindow());
  }

  private final class ByHand extends WebConnectionWrapper {

    ByHand(WebClient owner) {
      super(owner);
    }

    @Override
    public WebResponse getResponse(WebRequest request) throws IOException {
      String host = request.getUrl().getAuthority();
      Map<String, String> jar = cookies.computeIfAbsent(host, h -> new LinkedHashMap<>());
      // A redirect to another host has those of the host before.
      request.removeAdditionalHeader("Cookie");
      if (!jar.isEmpty()) {
        List<String> pairs = new ArrayList<>();
        jar.forEach((name, value) -> pairs.add(name + "=" + value));
        request.setAdditionalHeader("Cookie", String.join("; ", pairs));
      }
      WebResponse response = super.getResponse(request);
      for (NameValuePair header : response.getResponseHeaders()) {
        if (header.getName().equalsIgnoreCase("Set-Cookie")) {
          keep(jar, header.getValue());
        }
      }
      return response;
    }
  }

  private void keep(Map<String, String> jar, String field) {
    if (field.startsWith("__Host-")) {
      if (!OURS.matcher(field).matches()) {
        throw new AssertionError("a cookie with other attributes: " + field);
      }
      checked.incrementAndGet();
    }
    String[] pair = field.split(";", 2)[0].split("=", 2);
    if (field.contains("Max-Age=0")) {
      jar.remove(pair[0]);
    } else {
      jar.put(pair[0], pair[1]);
    }
  }

  @Override
  public String name() {
    return "HtmlUnit " + org.htmlunit.Version.getProductVersion();
  }

  @Override
  public boolean obeysCookies() {
    return false;
  }

  @Override
  public int checkedByHeader() {
    return checked.get();
  }

  @Override
  public void go(String address) {
    try {
      BrowserVersion version = client.getBrowserVersion();
      WebRequest request =
          new WebRequest(
              new URL(address), version.getHtmlAcceptHeader(), version.getAcceptEncodingHeader());
      Page unused = client.getPage(client.getCurrentWindow(), request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HtmlPage page() {
    return (HtmlPage) client.getCurrentWindow().getEnclosedPage();
  }

  @Override
  public void click(String id) {
    try {
      Page unused = page().getHtmlElementById(id).click();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void logIn(String user, String password) {
    HtmlForm form = page().getForms().get(0);
    form.getInputByName("username").setValue(user);
    form.getInputByName("password").setValue(password);
    try {
      HtmlElement button = form.getFirstByXPath(".//*[@type='submit' or self::button]");
      Page unused = button.click();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void back() {
    try {
      client.getCurrentWindow().getHistory().back();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void reload() {
    go(address());
  }

  @Override
  public void newTab() {
    // A name that is there already names the tab that is there already.
    opened++;
    tabs.add(client.openWindow(null, "tab" + opened));
    client.setCurrentWindow(tabs.get(tabs.size() - 1));
  }

  @Override
  public void firstTab() {
    client.setCurrentWindow(tabs.get(0));
  }

  @Override
  public String address() {
    return page().getUrl().toString();
  }

  @Override
  public String textWith(String expected) {
    String text = page().asNormalizedText();
    for (int i = 0; i < ROUNDS && !text.contains(expected); i++) {
      int unused = client.waitForBackgroundJavaScript(PATIENCE / ROUNDS);
      text = page().asNormalizedText();
    }
    if (!text.contains(expected)) {
      throw new AssertionError("expected " + expected + " at " + address() + ", found " + text);
    }
    return text;
  }

  @Override
  public String cookiesOfScripts() {
    return String.valueOf(page().executeJavaScript("document.cookie").getJavaScriptResult());
  }

  @Override
  public int statusForScript(String path) {
    try {
      URL url = URI.create(address()).resolve(path).toURL();
      WebRequest request = new WebRequest(url);
      request.setAdditionalHeader("X-Requested-By", "page");
      request.setAdditionalHeader("Accept", "*/*");
      return client.getWebConnection().getResponse(request).getStatusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String source() {
    return page().asXml();
  }

  @Override
  public void tab() {
    HtmlElement unused = page().tabToNextElement();
  }

  @Override
  public String focused() {
    DomElement element = page().getFocusedElement();
    if (element == null) {
      return "";
    }
    return element.getId().isEmpty() ? element.getTextContent() : element.getId();
  }

  @Override
  public void type(String text) {
    try {
      ((HtmlElement) page().getFocusedElement()).type(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void enter() {
    try {
      DomElement element = page().getFocusedElement();
      Page unused =
          element instanceof HtmlInput input && !input.getType().equals("submit")
              ? input.type('\n')
              : element.click();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void window(int width, int height, boolean dark) {}

  @Override
  public int overflow() {
    return 0;
  }

  @Override
  public Optional<byte[]> picture() {
    return Optional.empty();
  }

  @Override
  public void forget() {
    cookies.clear();
    newTab();
    tabs.subList(0, tabs.size() - 1).clear();
  }

  @Override
  public void close() {
    client.close();
  }
}
