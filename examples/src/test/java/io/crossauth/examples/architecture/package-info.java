/** The rules of the house, as tests. */
package io.crossauth.examples.architecture;
