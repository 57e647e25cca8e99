package io.crossauth.examples.playground;

import java.util.List;

/**
 * One request and its answer, fit to be shown: secrets are starred.
 *
 * @param number counts from 1
 * @param from who sent it
 * @param to who got it
 * @param what the method and the address, without its query
 * @param sent parameters and the header fields that carry tokens
 * @param status the answer's status; empty while it is waited for, or where it is not seen
 * @param received the beginning of what came back
 */
record WireEntry(
    long number,
    Party from,
    Party to,
    String what,
    List<Field> sent,
    String status,
    String received) {

  /** A parameter, or a header field. */
  record Field(String name, String shown) {}

  WireEntry answered(String withStatus, String with) {
    return new WireEntry(number, from, to, what, sent, withStatus, with);
  }
}
