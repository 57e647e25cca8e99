package io.crossauth.examples.nodes;

/** Hears what a node does. */
@FunctionalInterface
interface Steps {

  /** The node has asked somebody for something. */
  void asked(String whom, String what);
}
