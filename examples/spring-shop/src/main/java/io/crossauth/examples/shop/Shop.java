package io.crossauth.examples.shop;

import io.crossauth.examples.shop.delivery.DeliveryApplication;
import io.crossauth.examples.shop.front.ShopApplication;
import io.crossauth.examples.shop.orders.OrdersApplication;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The three applications in one process, each with a port of its own. At home they are three
 * processes: each has its {@code main}.
 */
public final class Shop implements AutoCloseable {

  private static final String HERE = "http://127.0.0.1:";

  private final Deque<ConfigurableApplicationContext> running = new ArrayDeque<>();
  private final String address;
  private final String orders;
  private final String delivery;

  private Shop(String... settings) {
    try {
      delivery = HERE + started(DeliveryApplication.start(anyPort(settings)));
      String[] middle = anyPort(with(settings, "--shop.delivery=" + delivery));
      orders = HERE + started(OrdersApplication.start(middle));
      String[] front = with(settings, "--shop.orders=" + orders);
      address = "http://localhost:" + started(ShopApplication.start(front));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * {@return the shop, started}
   *
   * @param settings for all three, such as {@code --shop.issuer=https://id.example.com}; {@code
   *     --server.port} is that of the pages
   */
  public static Shop start(String... settings) {
    return new Shop(settings);
  }

  /**
   * Starts the shop, says where it is, and ends when its input ends.
   *
   * @param settings as {@link #start} has them; secrets are better in the environment
   * @throws java.io.IOException if the input cannot be read
   */
  public static void main(String... settings) throws java.io.IOException {
    try (Shop shop = start(settings)) {
      System.out.println("shop: " + shop.address());
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }

  /** {@return where its front page is, without a slash at the end} */
  public String address() {
    return address;
  }

  /** {@return where its orders API is, without a slash at the end} */
  public String orders() {
    return orders;
  }

  /** {@return where its second service is, without a slash at the end} */
  public String delivery() {
    return delivery;
  }

  private int started(ConfigurableApplicationContext context) {
    running.push(context);
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private static String[] anyPort(String... settings) {
    return with(
        Arrays.stream(settings)
            .filter(setting -> !setting.startsWith("--server.port="))
            .toArray(String[]::new),
        "--server.port=0");
  }

  private static String[] with(String[] settings, String more) {
    return Stream.concat(Arrays.stream(settings), Stream.of(more)).toArray(String[]::new);
  }

  @Override
  public void close() {
    running.forEach(ConfigurableApplicationContext::close);
  }
}
