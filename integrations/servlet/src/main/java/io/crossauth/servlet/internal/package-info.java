/** How the filter does its work; no program looks here. */
@NullMarked
package io.crossauth.servlet.internal;

import org.jspecify.annotations.NullMarked;
