/** Tests against a real Keycloak; all classes share one server. */
@NullMarked
package io.crossauth.examples.keycloak;

import org.jspecify.annotations.NullMarked;
