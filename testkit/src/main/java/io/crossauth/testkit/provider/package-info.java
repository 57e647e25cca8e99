/** An OpenID provider in the process, right in everything until a fault is switched on. */
@NullMarked
package io.crossauth.testkit.provider;

import org.jspecify.annotations.NullMarked;
