package io.crossauth.testkit.browser;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Connection.KeyVal;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** One form of a page, to be filled and sent as a browser would. */
final class PageForm {

  private static final String BUTTONS =
      "button:not([type=button]):not([type=reset]), input[type=submit]";

  private final FormElement form;
  private final Map<String, String> fields = new LinkedHashMap<>();

  PageForm(FormElement form) {
    this.form = form;
    for (KeyVal field : form.formData()) {
      fields.put(field.key(), field.value());
    }
    // Only the button that is pressed is sent.
    form.select(BUTTONS).forEach(button -> fields.remove(button.attr("name")));
  }

  boolean asks(Question question) {
    return question.fields().stream().anyMatch(field -> visible(field).isPresent());
  }

  /** Whether there is nothing in the form that a person could fill. */
  boolean isHidden() {
    return form.select("input:not([type=hidden]):not([type=submit]), select, textarea").isEmpty();
  }

  /** Fills those fields of the question that the form has. */
  PageForm fill(Question question, String answer) {
    question.fields().stream()
        .filter(field -> visible(field).isPresent())
        .forEach(field -> fields.put(field, answer));
    return this;
  }

  /** Sends the form by its first button, as the Enter key does. */
  Submission submit() {
    Optional.ofNullable(form.selectFirst(BUTTONS)).ifPresent(this::add);
    return submission();
  }

  /** Sends the form by the button of this name. */
  Submission press(String button) {
    add(
        visible(button)
            .orElseThrow(() -> new IllegalStateException("the form has no button " + button)));
    return submission();
  }

  Submission submission() {
    return new Submission(method(), action(), Collections.unmodifiableMap(fields));
  }

  String method() {
    return form.attr("method").equalsIgnoreCase("post") ? "POST" : "GET";
  }

  /** Where the form goes; the page itself if it does not say. */
  URI action() {
    String action = form.attr("action").isEmpty() ? form.baseUri() : form.absUrl("action");
    return URI.create(action);
  }

  private void add(Element button) {
    if (!button.attr("name").isEmpty()) {
      fields.put(button.attr("name"), button.attr("value"));
    }
  }

  private Optional<Element> visible(String name) {
    return form.select("input, button").stream()
        .filter(field -> field.attr("name").equals(name))
        .filter(field -> !field.attr("type").toLowerCase(Locale.ROOT).equals("hidden"))
        .findFirst();
  }
}
