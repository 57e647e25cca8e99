/** Applications that are modules themselves, built and run on the module path. */
package io.crossauth.examples.modular;
