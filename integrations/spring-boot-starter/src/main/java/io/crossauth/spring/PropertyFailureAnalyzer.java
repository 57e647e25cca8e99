package io.crossauth.spring;

import io.crossauth.error.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at the start which property is wrong, and what to do. */
final class PropertyFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable root, ConfigurationException cause) {
    String message = String.valueOf(cause.getMessage());
    int end = message.lastIndexOf("; ");
    if (!cause.code().equals(Property.CODE) || end < 0) {
      return null;
    }
    String action = message.substring(end + 2);
    return new FailureAnalysis(
        message.substring(0, end) + ".",
        Character.toUpperCase(action.charAt(0)) + action.substring(1) + ".",
        cause);
  }
}
