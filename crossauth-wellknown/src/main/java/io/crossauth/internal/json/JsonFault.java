package io.crossauth.internal.json;

/**
 * Stands for an item that breaks a rule of {@link Json}.
 *
 * @param rule which, in words that repeat nothing of the text
 */
public record JsonFault(String rule) {}
