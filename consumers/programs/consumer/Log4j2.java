package consumer;

import io.crossauth.log4j2.RedactionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/** Logs a token, of which the log must know nothing; and the log must not be lost. */
public final class Log4j2 implements Part {

  @Override
  public void run(Provider provider) {
    Part.check(
        LogManager.getContext(false) instanceof LoggerContext,
        "Log4j to log by itself, found " + LogManager.getContext(false).getClass());
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    Written written = new Written();
    Configuration configuration = redacting();
    configuration.initialize();
    configuration.addAppender(written);
    context.reconfigure(configuration);
    LogManager.getLogger("consumer").info("Authorization: Bearer {}", provider.accessToken());
    Part.check(written.lines.size() == 1, "one line, found " + written.lines.size());
    Part.check(!written.lines.get(0).contains(provider.accessToken()), "no token");
  }

  /** As a file would say it: {@link RedactionPolicy} is found by its name. */
  private static Configuration redacting() {
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    return builder
        .add(
            builder
                .newAppender("SAFE", "Rewrite")
                .addComponent(builder.newComponent("CrossauthRedaction"))
                .addComponent(builder.newAppenderRef(Written.NAME)))
        .add(builder.newRootLogger("INFO").add(builder.newAppenderRef("SAFE")))
        .build(false);
  }

  /** What would be written. */
  private static final class Written extends AbstractAppender {

    static final String NAME = "WRITTEN";

    private final List<String> lines = new ArrayList<>();

    Written() {
      super(NAME, null, null, false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      lines.add(event.getMessage().getFormattedMessage());
    }
  }
}
