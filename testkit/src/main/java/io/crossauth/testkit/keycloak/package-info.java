/** A real Keycloak for tests: found or fetched, started once, asked what it has seen. */
@NullMarked
package io.crossauth.testkit.keycloak;

import org.jspecify.annotations.NullMarked;
