package io.crossauth.client.testing;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.ciba.CibaRequest;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.registration.ClientRegistration;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.http.HttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Each endpoint around a login, up to the one call that fails. All secrets say "canary". */
public enum EndpointUnderTest {
  REVOCATION {
    @Override
    void call(OAuthClient client) {
      client.revoke(TOKEN);
    }
  },
  INTROSPECTION {
    @Override
    void call(OAuthClient client) {
      client.introspect(TOKEN);
    }
  },
  SIGNED_INTROSPECTION {
    @Override
    void call(OAuthClient client) {
      client.introspection().signed().introspect(TOKEN);
    }
  },
  OPAQUE_TOKEN {
    @Override
    void call(OAuthClient client) {
      client.introspection().opaqueTokenCheck().claimsOf(TOKEN);
    }
  },
  PUSHED_REQUEST {
    /** The browser's address is looked at first, and is not what is tried here. */
    @Override
    OAuthClientBuilder configured(OAuthClientBuilder builder) {
      return builder.oauthAuthorizeRedirect(URI.create("https://id.example.com/authorize"));
    }

    @Override
    void call(OAuthClient client) {
      client.startAuthorizationCodeFlow(
          LoginOptions.scopes("openid")
              .withRedirectUri(URI.create("https://app.example/callback"))
              .with("login_hint_token", "hint-canary")
              .withPushedRequest());
    }
  },
  BACKCHANNEL_AUTHENTICATION {
    @Override
    void call(OAuthClient client) {
      client.ciba().start(CibaRequest.loginHintToken(Secret.of("hint-canary")));
    }
  },
  BACK_CHANNEL_LOGOUT {
    @Override
    void call(OAuthClient client) {
      TokenMint mint =
          TokenMint.issuedBy(client.loadConfig().issuer().orElseThrow())
              .withClock(FakeTime.create())
              .withClientId("web");
      client.logout().backChannel(Form.of("logout_token", mint.logoutToken().compact()));
    }
  },
  REGISTRATION {
    @Override
    void call(OAuthClient client) {
      throw new UnsupportedOperationException("a registration is made without a client");
    }

    @Override
    public void run(URI base, HttpTransport transport) {
      OpenIdConfiguration metadata =
          OpenIdConfiguration.builder()
              .issuer(base.toString())
              .with(MetadataField.REGISTRATION_ENDPOINT, base + "/register")
              .build();
      try (ClientRegistration registration =
          ClientRegistration.builder(metadata)
              .transport(transport)
              .initialAccessToken(TOKEN)
              .build()) {
        registration.register(ClientMetadata.builder().clientName("shop").build());
      }
    }
  };

  private static final Secret TOKEN = Secret.of("token-canary");

  /** Answers with status 200 whose body does not matter (RFC 7009 section 2.2). */
  private static final Set<String> BODIES =
      Set.of(
          "HTML page",
          "empty body",
          "no content",
          "tokens that say they are a page",
          "a form that says nothing",
          "JSON array",
          "JSON text",
          "truncated JSON",
          "two JSON objects",
          "the same member twice",
          "nesting without end",
          "two byte order marks",
          "an object without what was asked for");

  abstract void call(OAuthClient client);

  OAuthClientBuilder configured(OAuthClientBuilder builder) {
    return builder;
  }

  /** Makes the call to a server at this address. */
  public void run(URI base, HttpTransport transport) {
    try (OAuthClient client =
        configured(
                OAuthClient.builder(Metadata.at(base))
                    .clientId("web")
                    .clientSecret(Secret.of("secret-canary"))
                    .transport(transport)
                    .platform(FakeTime.create().platform()))
            .build()) {
      call(client);
    }
  }

  /** The code that the call ends with after a failure; empty if it ends well. */
  public Optional<String> codeAfter(Failure failure, CrossauthException found) {
    String code = failure.code(FlowUnderTest.Kind.DEVICE).replace(":5xx", "");
    if (this == REVOCATION && BODIES.contains(failure.toString())) {
      return Optional.empty();
    }
    if (this == PUSHED_REQUEST && failure.toString().startsWith("an object without")) {
      // RFC 9126 section 2.2: what comes with 200 is no answer to a pushed request.
      return Optional.of("response.status");
    }
    boolean object = failure.toString().equals("an object without what was asked for");
    return Optional.of(
        this == SIGNED_INTROSPECTION && object ? "response.content_type" : codeFor(code, found));
  }

  /** The code that the call ends with. */
  public String codeFor(String code, CrossauthException found) {
    if (this == OPAQUE_TOKEN && !code.startsWith("transport.")) {
      // A server that gives no answer has said nothing about the token.
      return "transport.unavailable";
    }
    if (this == BACK_CHANNEL_LOGOUT) {
      // Whatever is wrong with the keys, it is not the token's fault.
      return found instanceof TransportException ? found.code() : "transport.any";
    }
    return code;
  }
}
