/** Key sets and HTTP calls as Micrometer meters. */
@NullMarked
package io.crossauth.micrometer;

import org.jspecify.annotations.NullMarked;
