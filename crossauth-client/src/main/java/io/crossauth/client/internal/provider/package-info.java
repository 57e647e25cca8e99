/** What is known of providers that many use. */
@NullMarked
package io.crossauth.client.internal.provider;

import org.jspecify.annotations.NullMarked;
