package io.crossauth.tokenconsumer.resource;

import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link OAuthResourceServer}. Everything has a default.
 *
 * <p>Not safe for use by several threads; what it builds is.
 */
public final class OAuthResourceServerBuilder {

  final List<OAuthTokenConsumer> consumers;
  @Nullable ProtectedResource resource;
  String realm = "";

  OAuthResourceServerBuilder(List<OAuthTokenConsumer> consumers) {
    this.consumers = consumers;
  }

  /**
   * Describes the resource to clients: challenges then say where the description is. None by
   * default.
   *
   * @param described the description
   * @return this builder
   */
  public OAuthResourceServerBuilder resource(ProtectedResource described) {
    this.resource = described;
    return this;
  }

  /**
   * Sets the {@code realm} of challenges; none by default.
   *
   * @param name printable ASCII without quotes and backslashes
   * @return this builder
   */
  public OAuthResourceServerBuilder realm(String name) {
    this.realm = Quoted.text("realm", name);
    return this;
  }

  /**
   * Makes the resource server.
   *
   * @return the resource server, ready for use
   * @throws IllegalArgumentException if there is no consumer, or if opaque tokens would be shown to
   *     more than one of them
   */
  public OAuthResourceServer build() {
    if (consumers.isEmpty()) {
      throw new IllegalArgumentException("consumers: expected one or more, found none");
    }
    // An opaque token does not say whose it is, and is nobody else's business.
    if (consumers.stream().filter(OAuthTokenConsumer::acceptsOpaqueTokens).count() > 1) {
      throw new IllegalArgumentException(
          "consumers: expected opaque tokens for one of them at most, found more");
    }
    return new OAuthResourceServer(this);
  }
}
