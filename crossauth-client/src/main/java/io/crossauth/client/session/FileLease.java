package io.crossauth.client.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A lease as it stands in the file of its session: whose it is, and until when. No lock of the
 * operating system: those belong to a process, and it loses them when anything in it closes the
 * file.
 *
 * @param fence names this one lease
 * @param until when it is over, in milliseconds since 1970, by the machine's date
 * @param process the number of the process
 * @param namespace in which the process has that number: containers have numbers of their own
 */
record FileLease(String fence, long until, long process, String namespace) {

  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  /** A lease of this process. */
  static FileLease of(String fence, Instant until) {
    return new FileLease(fence, until.toEpochMilli(), ProcessHandle.current().pid(), here());
  }

  /** The name of this process's space of numbers; the same for all where there is but one. */
  private static String here() {
    try {
      return Files.readSymbolicLink(NAMESPACE).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "-";
    }
  }

  boolean over(Instant now) {
    return until <= now.toEpochMilli();
  }

  /** Whether its process has certainly ended; a process of another container may live. */
  boolean abandoned() {
    return namespace.equals(here())
        && ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
  }

  String text() {
    return String.join(" ", fence, Long.toString(until), Long.toString(process), namespace);
  }

  /** Empty for anything that is no lease. */
  static Optional<FileLease> read(String text) {
    String[] parts = text.split(" ", -1);
    try {
      return parts.length == 4
          ? Optional.of(
              new FileLease(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
