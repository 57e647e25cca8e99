/** A headless browser that plays the person at a provider's pages. */
@NullMarked
package io.crossauth.testkit.browser;

import org.jspecify.annotations.NullMarked;
