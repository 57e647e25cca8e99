package io.crossauth.tokenconsumer.diagnosis;

import java.util.List;

/** Looks at one side of a provider. */
@FunctionalInterface
interface Check {

  /** What is odd; empty if nothing is. */
  List<Finding> look(Provider provider);
}
