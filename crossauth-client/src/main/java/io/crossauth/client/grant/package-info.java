/** What is traded for tokens: one file for each grant. */
@NullMarked
package io.crossauth.client.grant;

import org.jspecify.annotations.NullMarked;
