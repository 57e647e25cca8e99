package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about crossauth's web integrations")
class ParityPageTest {

  private static final String ENDPOINTS =
      "authzcodeflow authzcodeflowpkce authzcode clientcredflow refreshtokenflow refreshtokens"
          + " refreshtokensifexpired api/refreshtokensifexpired passwordflow passwordotp"
          + " passwordoob devicecodeflow devicecodepoll api/devicecodeflow api/devicecodepoll"
          + " deletetokens tokens access_token refresh_token id_token have_access_token"
          + " have_refresh_token have_id_token bff/*";

  private static final String OPTIONS =
      "siteUrl prefix sessionDataName errorPage passwordFlowPage deviceCodeFlowPage"
          + " deleteTokensPage deleteTokensGetUrl deleteTokensPostUrl apiDeleteTokensPostUrl"
          + " mfaOtpPage mfaOobPage authorizedPage authorizedUrl loginUrl loginProtectedFlows"
          + " passwordFlowUrl deviceCodeFlowUrl deviceCodePollUrl passwordOtpUrl passwordOobUrl"
          + " receiveTokenFn errorFn tokenResponseType errorResponseType bffEndpoints"
          + " bffEndpointName bffBaseUrl tokenEndpoints validFlows jwtTokens stateLength"
          + " verifierLength client_id client_secret redirect_uri codeChallengeMethod"
          + " deviceAuthorizationUrl requireLocalAccount userCreationType userMatchField"
          + " idTokenMatchField userCreationFn userStorage oauthPostType oauthLogFetch"
          + " oauthUseUserInfoEndpoint oauthAuthorizeRedirect bffMaxTries bffSleepMilliseconds"
          + " redirect error template_dir";

  private static final String BROWSER =
      "bffPrefix csrfHeader getCsrfTokenUrl autoRefreshUrl tokensUrl mode credentials headers"
          + " enableCsrfProtection";

  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final int FAULTS = 8;

  @DisplayName("W-21: each crossauth option has an equal or a stated no")
  @Test
  void has_every_endpoint_and_option() throws IOException {
    assertThat(named("## Endpoints")).isEqualTo(set(ENDPOINTS));
    assertThat(named("## Options")).isEqualTo(set(OPTIONS));
    Set<String> browser = named("## In the browser");
    browser.remove("X-CROSSAUTH-CSRF");
    assertThat(browser).isEqualTo(set(BROWSER));
    assertThat(rows("## Their faults")).hasSize(FAULTS);
    for (String section : List.of("## Endpoints", "## Options", "## In the browser")) {
      assertThat(rows(section)).allSatisfy(row -> assertThat(row.split("\\|")[2]).isNotBlank());
    }
  }

  private static Set<String> set(String names) {
    return new TreeSet<>(List.of(names.split(" ")));
  }

  /** What the first column of a section's table names. */
  private static Set<String> named(String section) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String row : rows(section)) {
      Matcher name = NAME.matcher(row.split("\\|")[1]);
      while (name.find()) {
        names.add(name.group(1));
      }
    }
    return names;
  }

  private static List<String> rows(String section) throws IOException {
    List<String> rows = new ArrayList<>();
    String current = "";
    for (String line : Files.readAllLines(Path.of("../../docs/crossauth-web-parity.md"))) {
      if (line.startsWith("## ")) {
        current = line;
      } else if (current.equals(section)
          && line.startsWith("| ")
          && !line.startsWith("| theirs")
          && !line.startsWith("| fault")) {
        rows.add(line);
      }
    }
    return rows;
  }
}
