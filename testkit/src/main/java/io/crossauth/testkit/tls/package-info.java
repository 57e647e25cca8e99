/** Certificates for tests of TLS: good ones and each kind of bad one. */
@NullMarked
package io.crossauth.testkit.tls;

import org.jspecify.annotations.NullMarked;
