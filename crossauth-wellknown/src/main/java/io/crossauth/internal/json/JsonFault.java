package io.crossauth.internal.json;

/**
 * Stands for an item that breaks a rule of {@link Json}.
 *
 * @param rule the rule, in words that repeat nothing of the text
 */
public record JsonFault(String rule) {}
