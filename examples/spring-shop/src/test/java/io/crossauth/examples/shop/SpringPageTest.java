package io.crossauth.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.context.properties.bind.BindException;

/** What README and {@code docs/spring.md} say of properties, against the starter and the shop. */
class SpringPageTest {

  private static final SpringPage PAGE = SpringPage.of("docs/spring.md");
  private static final SpringPage README = SpringPage.of("README.md");

  @Test
  @DisplayName("the table of docs/spring.md has each property, with its default")
  void theTableIsComplete() {
    assertThat(PAGE.table()).isEqualTo(KnownProperties.defaults());
  }

  @TestFactory
  Stream<DynamicTest> everyBlockBinds() {
    List<String> blocks = Stream.of(PAGE, README).flatMap(page -> page.blocks().stream()).toList();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(4);
    return blocks.stream()
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.lines().findFirst().orElseThrow(),
                    () -> KnownProperties.bind(SpringPage.properties(block))));
  }

  @Test
  @DisplayName("a name that is no property would be noticed")
  void noticesAWrongName() {
    for (Map<String, String> wrong :
        List.of(
            Map.of("crossauth.client.shop.isuer", "https://id.example.com"),
            Map.of("crossauth.web.idle", "soon"),
            Map.of("crossauth.call.origin.shop", "https://api.example.com"))) {
      assertThatExceptionOfType(BindException.class).isThrownBy(() -> KnownProperties.bind(wrong));
    }
  }

  @Test
  @DisplayName("the quick start is the shop's: three settings, which its file begins with")
  void theQuickStartIsTheShop() {
    Map<String, String> quickStart = SpringPage.properties(README.blocks().get(0));
    Path file = Path.of("src/main/resources/application.properties");

    assertThat(quickStart)
        .containsOnly(
            entry("crossauth.client.shop.issuer", "https://id.example.com/realms/shop"),
            entry("crossauth.client.shop.client-id", "shop"),
            entry("crossauth.client.shop.client-secret", "${SHOP_SECRET}"));
    assertThat(
            SpringPage.properties(
                SpringPage.read(SpringPage.ROOT.resolve("examples/spring-shop").resolve(file))))
        .containsAllEntriesOf(quickStart);
    assertThat(PAGE.blocks().get(0)).isEqualTo(README.blocks().get(0));
  }
}
