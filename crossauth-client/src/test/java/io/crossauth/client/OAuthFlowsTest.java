package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The flows by their names")
class OAuthFlowsTest {

  @Test
  void are_eight_without_all() {
    assertThat(OAuthFlows.allFlows())
        .containsExactly(
            "authorizationCode",
            "authorizationCodeWithPKCE",
            "clientCredentials",
            "refreshToken",
            "deviceCode",
            "password",
            "passwordMfa",
            "oidcAuthorizationCode");
  }

  @ParameterizedTest(name = "{0} is {1} and trades {2}")
  @CsvSource({
    "authorizationCode, Authorization Code, authorization_code",
    "authorizationCodeWithPKCE, Authorization Code with PKCE, authorization_code",
    "clientCredentials, Client Credentials, client_credentials",
    "refreshToken, Refresh Token, refresh_token",
    "refresh_token, Refresh Token, refresh_token",
    "deviceCode, Device Code, urn:ietf:params:oauth:grant-type:device_code",
    "device_code, Device Code, urn:ietf:params:oauth:grant-type:device_code",
    "password, Password, password",
    "passwordMfa, Password MFA, "
        + "http://auth0.com/oauth/grant-type/mfa-otp http://auth0.com/oauth/grant-type/mfa-oob",
    "oidcAuthorizationCode, OIDC Authorization Code, authorization_code",
  })
  void have_a_name_for_people_and_their_grant_types(String flow, String name, String grants) {
    assertThat(OAuthFlows.flowNames(List.of(flow))).isEqualTo(Map.of(flow, name));
    assertThat(OAuthFlows.grantType(flow)).containsExactly(grants.split(" "));
    assertThat(OAuthFlows.isValidFlow(flow)).isTrue();
  }

  @Test
  void are_named_in_the_order_they_were_given() {
    assertThat(OAuthFlows.flowNames(List.of("password", "clientCredentials")).keySet())
        .containsExactly("password", "clientCredentials");
  }

  @Test
  void are_valid_when_all_are_known() {
    assertThat(OAuthFlows.areAllValidFlows(OAuthFlows.allFlows())).isTrue();
    assertThat(OAuthFlows.areAllValidFlows(List.of())).isTrue();
    assertThat(OAuthFlows.areAllValidFlows(List.of("password", "Password"))).isFalse();
    assertThat(OAuthFlows.isValidFlow(OAuthFlows.ALL)).isFalse();
    assertThat(OAuthFlows.isValidFlow("")).isFalse();
  }

  @Test
  void are_never_dropped_silently() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OAuthFlows.flowNames(List.of("password", "implicit")))
        .withMessageContaining("flow: expected one of");
    assertThatIllegalArgumentException().isThrownBy(() -> OAuthFlows.grantType("implicit"));
  }

  @Test
  void cannot_be_changed() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> OAuthFlows.allFlows().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
