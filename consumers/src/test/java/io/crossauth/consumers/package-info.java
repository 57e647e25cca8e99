/** Programs outside the build that use what it makes, and who builds and starts them. */
@NullMarked
package io.crossauth.consumers;

import org.jspecify.annotations.NullMarked;
