package io.crossauth.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Makes beans of the properties {@code crossauth.*}. */
@AutoConfiguration
@EnableConfigurationProperties(CrossauthProperties.class)
public class CrossauthAutoConfiguration {}
