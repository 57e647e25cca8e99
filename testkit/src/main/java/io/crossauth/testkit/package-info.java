/** What every provider of the testkit has in common: its issuer, its clients and its users. */
@NullMarked
package io.crossauth.testkit;

import org.jspecify.annotations.NullMarked;
