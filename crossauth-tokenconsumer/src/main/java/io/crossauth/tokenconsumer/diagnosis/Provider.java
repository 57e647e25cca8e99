package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.HttpTransport;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider as it shows itself.
 *
 * @param issuer the issuer that was asked for
 * @param metadata its metadata
 * @param document the answer that held the metadata
 * @param recorder what has come so far
 * @param transport the way to it, as the program gave it
 */
record Provider(
    URI issuer,
    OpenIdConfiguration metadata,
    Recorder.Entry document,
    Recorder recorder,
    HttpTransport transport) {

  /** A member, if it is there and as it must be. */
  <T> Optional<T> find(MetadataField<T> field) {
    try {
      return metadata.find(field);
    } catch (InvalidResponseException e) {
      // The check of members says so.
      return Optional.empty();
    }
  }

  /** A list of the metadata; empty if it is not there. */
  List<String> list(MetadataField<List<String>> field) {
    return find(field).orElse(List.of());
  }

  boolean flag(MetadataField<Boolean> field) {
    return find(field).orElse(false);
  }

  Map<String, @Nullable Object> members() {
    return metadata.members();
  }
}
