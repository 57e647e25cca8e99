package io.crossauth.testkit.browser;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A page as the provider sent it. */
final class Page {

  private static final int QUOTED_CHARACTERS = 300;

  private final URI uri;
  private final int status;
  private final Document document;

  private Page(URI uri, int status, Document document) {
    this.uri = uri;
    this.status = status;
    this.document = document;
  }

  static Page parse(URI uri, int status, String html) {
    return new Page(uri, status, Jsoup.parse(html, uri.toString()));
  }

  int status() {
    return status;
  }

  Optional<PageForm> formAsking(Question question) {
    return forms().stream().filter(form -> form.asks(question)).findFirst();
  }

  /** The form that a script would send at once, all its fields hidden, to somebody else. */
  Optional<PageForm> formPost(Origin provider) {
    return forms().stream()
        .filter(form -> form.method().equals("POST") && form.isHidden())
        .filter(form -> !provider.owns(form.action()))
        .findFirst();
  }

  private List<PageForm> forms() {
    return document.forms().stream().map(PageForm::new).toList();
  }

  /** Title and text, so that a person sees where the walk has ended; no query of the address. */
  @Override
  public String toString() {
    String text = document.text();
    return "%d %s \"%s\""
        .formatted(
            status, uri.getPath(), text.substring(0, Math.min(QUOTED_CHARACTERS, text.length())));
  }
}
