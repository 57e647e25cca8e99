package io.crossauth.examples.playground;

import java.util.Collection;
import java.util.stream.Collectors;

/** Markup, in which everything that is no markup itself is escaped. */
record Html(String markup) {

  static final Html NONE = new Html("");

  private static final String PLACE = "{}";

  /**
   * A template of ours; each <code>{}</code> becomes a value: markup as it is, all else escaped.
   */
  static Html of(String template, Object... values) {
    StringBuilder markup = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int place = template.indexOf(PLACE, from);
      if (place < 0) {
        throw new IllegalArgumentException("expected a place for each value, found fewer");
      }
      markup.append(template, from, place);
      markup.append(value instanceof Html html ? html.markup() : escape(String.valueOf(value)));
      from = place + PLACE.length();
    }
    if (template.indexOf(PLACE, from) >= 0) {
      throw new IllegalArgumentException("expected a value for each place, found fewer");
    }
    return new Html(markup.append(template.substring(from)).toString());
  }

  static Html all(Collection<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
  }

  static Html all(Html... parts) {
    return all(java.util.List.of(parts));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
