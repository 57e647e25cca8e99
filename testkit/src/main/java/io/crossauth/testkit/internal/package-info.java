/** Small tools that the packages of the testkit share; not for use from outside. */
@NullMarked
package io.crossauth.testkit.internal;

import org.jspecify.annotations.NullMarked;
