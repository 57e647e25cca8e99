/** Access tokens that stay fresh, for services and for users' sessions. */
@NullMarked
package io.crossauth.client.session;

import org.jspecify.annotations.NullMarked;
