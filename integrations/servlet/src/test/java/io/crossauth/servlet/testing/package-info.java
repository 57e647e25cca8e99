/** Two containers, a browser by hand, and what the tests of this module share. */
package io.crossauth.servlet.testing;
