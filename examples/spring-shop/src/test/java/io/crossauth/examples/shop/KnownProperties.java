package io.crossauth.examples.shop;

import io.crossauth.spring.CrossauthProperties;
import io.crossauth.spring.call.CallProperties;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceEditor;

/** The properties of the starter, as its records have them. */
final class KnownProperties {

  /** Below {@code crossauth}; those with a longer prefix are no part of it. */
  private static final List<Class<?>> ALL =
      List.of(CallProperties.class, CrossauthProperties.class);

  private KnownProperties() {}

  /** Names and defaults, {@code <name>} for what a user names. */
  static Map<String, String> defaults() {
    Map<String, String> found = new TreeMap<>();
    ALL.forEach(type -> add(found, prefix(type), type));
    return found;
  }

  private static void add(Map<String, String> found, String prefix, Class<?> record) {
    RecordComponent[] components = record.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      String name = prefix + "." + kebab(components[i].getName());
      if (components[i].getGenericType() instanceof ParameterizedType map
          && map.getRawType() == Map.class) {
        Type value = map.getActualTypeArguments()[1];
        if (value instanceof Class<?> nested && nested.isRecord()) {
          add(found, name + ".<name>", nested);
        } else {
          found.put(name + ".<name>", "");
        }
      } else if (components[i].getType().isRecord()) {
        add(found, name, components[i].getType());
      } else {
        found.put(name, byDefault(record.getDeclaredConstructors()[0].getParameters()[i]));
      }
    }
  }

  private static String byDefault(Parameter parameter) {
    DefaultValue value = parameter.getAnnotation(DefaultValue.class);
    return value == null ? "" : String.join(",", value.value());
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String prefix(Class<?> type) {
    ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
    return properties.value().isEmpty() ? properties.prefix() : properties.value();
  }

  /**
   * Binds what is ours.
   *
   * @throws org.springframework.boot.context.properties.bind.BindException if there is no such
   *     property, or it does not take the value
   */
  static void bind(Map<String, String> settings) {
    Map<String, String> left = new LinkedHashMap<>(settings);
    for (Class<?> type : ALL) {
      String prefix = prefix(type);
      Map<String, String> own = new LinkedHashMap<>();
      left.forEach((name, value) -> own.put(name, value));
      own.keySet().removeIf(name -> !name.startsWith(prefix + "."));
      left.keySet().removeAll(own.keySet());
      Binder binder =
          new Binder(
              List.of(new MapConfigurationPropertySource(own)),
              null,
              null,
              editors ->
                  editors.registerCustomEditor(
                      Resource.class, new ResourceEditor(new DefaultResourceLoader(), null)));
      Object unused =
          binder.bindOrCreate(
              prefix, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
    }
  }
}
