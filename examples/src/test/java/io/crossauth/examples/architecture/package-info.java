/** The rules of the code, as tests. */
package io.crossauth.examples.architecture;
