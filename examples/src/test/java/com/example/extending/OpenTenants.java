package com.example.extending;

import io.crossauth.tokenconsumer.ClaimRule;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.util.Set;

/** An API that is open to some tenants, while others have not paid. */
record OpenTenants(Set<String> known, Set<String> open) implements ClaimRule {

  @Override
  public Verdict check(VerifiedToken token) {
    String tenant = token.string("tenant").orElse("");
    if (!known.contains(tenant)) {
      return Verdict.invalid("the tenant is not known here");
    }
    return open.contains(tenant)
        ? Verdict.accepted()
        : Verdict.forbidden("the tenant's subscription is over");
  }
}
