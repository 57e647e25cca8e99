package io.crossauth.client.internal.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a browser asks for, as far as it matters here.
 *
 * @param method such as {@code GET}
 * @param path the path as it came: nothing is decoded or made shorter
 * @param query the query as it came; empty if there is none
 * @param hosts the {@code Host} headers, however many
 */
record LoopbackRequest(String method, String path, String query, List<String> hosts) {

  // RFC 9112 sections 3 and 3.2.1: one space each, and the origin form alone.
  private static final Pattern LINE =
      Pattern.compile("([A-Z]{1,20}) (/[!-~&&[^#]]*) HTTP/1\\.[01]");
  private static final Pattern HEADER =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[ -~\\t\\x80-\\xff]*");

  /**
   * Reads a request.
   *
   * @param head its first line and headers, without the empty line after them
   * @return empty if it is none, or one of another form than browsers send
   */
  static Optional<LoopbackRequest> parse(String head) {
    String[] lines = head.split("\r\n", -1);
    var line = LINE.matcher(lines[0]);
    if (!line.matches()) {
      return Optional.empty();
    }
    List<String> hosts = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      if (!HEADER.matcher(lines[i]).matches()) {
        return Optional.empty();
      }
      int colon = lines[i].indexOf(':');
      if (lines[i].substring(0, colon).toLowerCase(Locale.ROOT).equals("host")) {
        hosts.add(lines[i].substring(colon + 1).strip());
      }
    }
    String[] target = line.group(2).split("\\?", 2);
    return Optional.of(
        new LoopbackRequest(
            line.group(1), target[0], target.length > 1 ? target[1] : "", List.copyOf(hosts)));
  }

  /** The names of method and path alone: the query holds the code. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
