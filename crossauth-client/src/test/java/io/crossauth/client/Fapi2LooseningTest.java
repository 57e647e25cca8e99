package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Fapi2Scene;
import io.crossauth.client.testing.Metadata;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every option of client and token consumer whose name says that it gives something up, found by
 * reflection: a new one fails here until it is known to be refused, or to be no matter of FAPI 2.0.
 */
@DisplayName("F-18: under FAPI 2.0, what gives up a check")
@TestInstance(Lifecycle.PER_CLASS)
class Fapi2LooseningTest {

  private static final Pattern SAYS_SO =
      Pattern.compile(
          ".*([uU]nsafe|[wW]ithout[A-Z]|[lL]egacy|[fF]oreign|[iI]nsecure|[lL]enient|[aA]llow[A-Z]"
              + "|[aA]ccept|[oO]ptional|[dD]isable|[iI]gnore|[nN]ever|[dD]owngrade).*");

  private static final Secret SECRET = Secret.of("secret");

  /** What refuses: sets the option, and then does what must fail. */
  private static final Map<String, Consumer<Fapi2Scene>> REFUSED =
      Map.ofEntries(
          client(
              "unsafePlainHttpRedirectUri",
              b -> b.unsafePlainHttpRedirectUri(URI.create("http://app.example.com/cb"))),
          client("withoutPkce", OAuthClientBuilder::withoutPkce),
          client("withoutRequiredNonce", OAuthClientBuilder::withoutRequiredNonce),
          client(
              "unsafeWithoutCodeInjectionDefence",
              OAuthClientBuilder::unsafeWithoutCodeInjectionDefence),
          authentication("legacyRawBasic", ClientAuthentication.legacyRawBasic(() -> SECRET)),
          authentication(
              "privateKeyJwtWithForeignAudience",
              ClientAuthentication.privateKeyJwtWithForeignAudience(Fapi2Scene.PS256, "x")),
          Map.entry(
              "Dpop.unsafeAcceptingBearerTokens",
              scene ->
                  scene
                      .builder()
                      .dpop(Dpop.keyPerLogin().unsafeAcceptingBearerTokens())
                      .fapi2()
                      .build()
                      .close()),
          consumer("unsafeIdTokensAsAccessTokens", r -> r.unsafeIdTokensAsAccessTokens("web")),
          consumer("unsafeBindingWithoutProof", r -> r.unsafeBindingWithoutProof()),
          consumer("unsafeOpaqueTokensWithoutAudience", r -> r.unsafeOpaqueTokensWithoutAudience()),
          Map.entry(
              "LoginOptions.withUnsafePlainHttpRedirectUri",
              scene -> {
                try (OAuthClient client = scene.builder().fapi2().build()) {
                  client.startAuthorizationCodeFlow(
                      LoginOptions.scopes("openid")
                          .withUnsafePlainHttpRedirectUri(URI.create("http://app.example.com/cb")));
                }
              }));

  /** What gives up no check of the profile, and why. */
  private static final Map<String, String> NO_MATTER =
      Map.of(
          "Builder.allowPrivateAddresses",
              "a ResourceLogin makes its own clients, without the switch",
          "OAuthClientBuilder.neverRepeatLostRefresh", "a repetition less is no check less",
          "OAuthTokenConsumerBuilder.encryptionOptional", "FAPI 2.0 wants nothing encrypted",
          "OAuthTokenConsumer.acceptsOpaqueTokens", "a question",
          "StoredTokens.withoutRefreshToken", "what is stored",
          "TokenStore.neverWaits", "a question",
          "Verdict.accepted", "the answer of a program's own rule",
          "ClientDetails.withoutOwner", "a client of one's own server");

  static Set<String> refused() {
    return new TreeSet<>(REFUSED.keySet());
  }

  @ParameterizedTest(name = "is refused: {0}")
  @MethodSource("refused")
  void is_refused(String option) {
    try (Fapi2Scene scene = new Fapi2Scene()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> REFUSED.get(option).accept(scene))
          .withMessageContaining("FAPI 2.0 Security Profile section ");
    }
  }

  @Test
  void is_known() throws Exception {
    Set<String> found = new TreeSet<>();
    for (Class<?> anchor : List.of(OAuthClient.class, OAuthTokenConsumer.class)) {
      for (String name : classes(anchor)) {
        found.addAll(loosening(Class.forName(name, false, anchor.getClassLoader())));
      }
    }
    Set<String> known = new TreeSet<>(REFUSED.keySet());
    known.addAll(NO_MATTER.keySet());

    assertThat(found).containsExactlyElementsOf(known);
  }

  private static Set<String> loosening(Class<?> type) {
    Set<String> found = new TreeSet<>();
    if (!Modifier.isPublic(type.getModifiers())) {
      return found;
    }
    for (Method method : type.getDeclaredMethods()) {
      boolean open = Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
      if (open && SAYS_SO.matcher(method.getName()).matches()) {
        found.add(type.getSimpleName() + "." + method.getName());
      }
    }
    return found;
  }

  /** The names of the public packages' classes, in a folder or an archive. */
  private static List<String> classes(Class<?> anchor) throws IOException, URISyntaxException {
    Path code = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(code)) {
      return classes(code);
    }
    try (FileSystem archive = FileSystems.newFileSystem(code)) {
      return classes(archive.getPath("/"));
    }
  }

  private static List<String> classes(Path root) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root.resolve("io/crossauth"))) {
      files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".class") && !file.contains("/internal/"))
          .filter(file -> !file.endsWith("-info.class"))
          .forEach(file -> names.add(file.replace(".class", "").replace('/', '.')));
    }
    return names;
  }

  private static Map.Entry<String, Consumer<Fapi2Scene>> client(
      String option, Consumer<OAuthClientBuilder> set) {
    return Map.entry(
        "OAuthClientBuilder." + option,
        scene -> {
          OAuthClientBuilder builder = scene.builder().fapi2();
          set.accept(builder);
          builder.build().close();
        });
  }

  private static Map.Entry<String, Consumer<Fapi2Scene>> authentication(
      String option, ClientAuthentication method) {
    return Map.entry(
        "ClientAuthentication." + option,
        scene -> scene.builder().clientAuthentication(method).fapi2().build().close());
  }

  private static Map.Entry<String, Consumer<Fapi2Scene>> consumer(
      String option, Consumer<io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder> set) {
    return Map.entry(
        "OAuthTokenConsumerBuilder." + option,
        scene -> {
          var builder =
              OAuthTokenConsumer.builder(Metadata.ISSUER)
                  .audience("api")
                  .transport(scene.transport)
                  .fapi2();
          set.accept(builder);
          builder.build().close();
        });
  }
}
