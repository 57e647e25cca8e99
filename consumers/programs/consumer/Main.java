package consumer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program that has a few of our artifacts on its class path. It is told the issuer, a good access
 * token and the parts to run; whoever started it plays the browser: it reads {@code LOGIN address}
 * and writes the address that the browser came back to.
 */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    try {
      run(arguments);
      System.exit(0);
    } catch (Exception | LinkageError e) {
      e.printStackTrace();
      // Servers that a part has started would keep the process.
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws Exception {
    Provider provider = new Provider(arguments[0], arguments[1], Main::browse);
    for (String part : List.of(arguments).subList(2, arguments.length)) {
      Class.forName("consumer." + part)
          .asSubclass(Part.class)
          .getDeclaredConstructor()
          .newInstance()
          .run(provider);
      System.out.println("DONE " + part);
    }
  }

  private static URI browse(URI address) throws IOException {
    System.out.println("LOGIN " + address);
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return URI.create(line);
  }
}
