/** What token requests say and token responses bring, shared by all flows. */
@NullMarked
package io.crossauth.client.token;

import org.jspecify.annotations.NullMarked;
