package io.crossauth.servlet.api;

import static io.crossauth.tokenconsumer.resource.AccessRequirement.scopes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.servlet.api.Wire.Answer;
import io.crossauth.servlet.testing.Container;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.tokenconsumer.resource.ProtectedResource;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9728: the API describes itself, to everybody. */
@TestInstance(Lifecycle.PER_CLASS)
class MetadataTest {

  private static final String AT = "/.well-known/oauth-protected-resource/api";

  private final Api api = new Api();

  @AfterAll
  void stop() {
    api.close();
  }

  private ResourceServerFilter filter(String resource) {
    ProtectedResource described = ProtectedResource.at(URI.create(resource)).withScopes("read");
    return ResourceServerFilter.builder(
            OAuthResourceServer.builder(api.consumer).resource(described).build())
        .require("GET", "/api/**", scopes("read"))
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void theDocumentIsAtItsWellKnownAddressAndInEachChallenge(Container container) throws Exception {
    ResourceServerFilter filter = filter("https://api.example.com/api");
    // Mapped to the API alone: the address of the document is added.
    Site site = Site.starting(context -> filter.addTo(context, "/api/*")).with("/");
    Scene scene = Scene.of(container, site);

    Answer document = scene.get(AT);

    assertThat(document.status()).isEqualTo(200);
    assertThat(document.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(document.body())
        .contains("\"resource\":\"https://api.example.com/api\"")
        .contains("\"authorization_servers\":[\"" + api.provider.issuer() + "\"]")
        .contains("\"bearer_methods_supported\":[\"header\"]")
        .contains("\"scopes_supported\":[\"read\"]");
    assertThat(scene.send("HEAD " + AT, "").status()).isEqualTo(200);
    assertThat(scene.send("POST " + AT, "").status()).isEqualTo(405);
    assertThat(scene.send("POST " + AT, "").header("Allow")).contains("GET, HEAD");
    assertThat(scene.get(AT + "/more").body()).doesNotContain("authorization_servers");
    assertThat(scene.get("/api/orders").header("WWW-Authenticate").orElseThrow())
        .contains("resource_metadata=\"https://api.example.com" + AT + "\"");
    assertThat(site.reached()).containsExactly("/");
    scene.close();
  }

  @ParameterizedTest
  @EnumSource
  void aProxyMayPutTheContextBefore(Container container) throws Exception {
    ResourceServerFilter filter = filter("https://api.example.com/api");
    Scene scene = Scene.of(container, Site.behind(filter).in("/shop").with("/"));

    assertThat(scene.get("/shop" + AT).status()).isEqualTo(200);
    assertThat(scene.get("/shop/api/x").status()).isEqualTo(401);
    assertThat(scene.get("/%73hop/api/x").status()).isIn(401, 404);
    assertThat(scene.site().reached()).isEmpty();
    scene.close();
  }

  @ParameterizedTest
  @EnumSource
  void aQueryOfTheResourceIsPartOfItsAddress(Container container) throws Exception {
    Scene scene =
        Scene.of(container, Site.behind(filter("https://api.example.com/api?t=1")).with("/"));

    assertThat(scene.get(AT + "?t=1").status()).isEqualTo(200);
    assertThat(scene.get(AT + "?t=2").status()).isEqualTo(404);
    scene.close();
  }

  @Test
  void aResourceThatTheFilterWouldRefuseIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> filter("https://api.example.com/api;v=1"))
        .withMessageContaining("resource");
  }
}
