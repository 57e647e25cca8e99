package io.crossauth.client.resource.login;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.token.TokenRequestOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a login is to ask for.
 *
 * @param scopes the scopes, in their order
 * @param acrValues the authentication contexts of which the login must have one; empty for any
 * @param maxAge how long ago the user may have logged in
 * @param newLogin whether a login of before is not enough
 */
record Wanted(
    List<String> scopes, List<String> acrValues, Optional<Duration> maxAge, boolean newLogin) {

  /** The same with these scopes before its own. */
  Wanted beside(Collection<String> others) {
    Set<String> all = new LinkedHashSet<>(others);
    all.addAll(scopes);
    return new Wanted(List.copyOf(all), acrValues, maxAge, newLogin);
  }

  /** Whether a login that asked for this has asked for all of the other, too. */
  boolean covers(Wanted other) {
    return scopes.containsAll(other.scopes)
        && (!other.newLogin || (acrValues.equals(other.acrValues) && maxAge.equals(other.maxAge)));
  }

  /** As the options of a login with a browser; RFC 8707 section 2.1, RFC 9470 section 4. */
  LoginOptions ofBrowser(String resource) {
    LoginOptions options =
        LoginOptions.scopes(scopes.toArray(String[]::new)).withResource(resource);
    if (!acrValues.isEmpty()) {
      options = options.withAcrValues(acrValues.toArray(String[]::new));
    }
    if (maxAge.isPresent()) {
      options = options.withMaxAge(maxAge.get());
    }
    return options;
  }

  /** As the options of a device's request. */
  TokenRequestOptions ofDevice(String resource) {
    TokenRequestOptions options =
        TokenRequestOptions.scopes(scopes.toArray(String[]::new)).withResource(resource);
    if (!acrValues.isEmpty()) {
      options = options.with("acr_values", String.join(" ", acrValues));
    }
    if (maxAge.isPresent()) {
      options = options.with("max_age", Long.toString(maxAge.get().toSeconds()));
    }
    return options;
  }
}
