package io.crossauth.testkit.browser;

import java.net.URI;
import java.util.Map;

/** A filled form on its way. */
record Submission(String method, URI action, Map<String, String> fields) {}
