package io.crossauth.spring;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

/** Registers filters for all dispatches. Loaded where there are servlets. */
final class Registrations {

  private Registrations() {}

  static <T extends Filter> FilterRegistrationBean<T> everywhere(
      FilterRegistrationBean<T> registration, String name, int order) {
    registration.setName(name);
    registration.setOrder(order);
    registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
    return registration;
  }
}
