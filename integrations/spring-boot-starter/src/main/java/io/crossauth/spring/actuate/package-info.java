/** What Actuator tells of clients: from memory, and on demand. */
@NullMarked
package io.crossauth.spring.actuate;

import org.jspecify.annotations.NullMarked;
