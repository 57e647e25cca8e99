/** What is special about well-known providers, as data. */
@NullMarked
package io.crossauth.client.provider;

import org.jspecify.annotations.NullMarked;
