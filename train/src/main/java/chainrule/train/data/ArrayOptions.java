// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.util.Optional;

/**
 * What a user says of arrays that are to be learned from; the rest is told by their names and
 * types.
 *
 * @param inputs the name of the array of inputs in a .npz file
 * @param targets the name of the array of targets in it
 * @param kind what targets are
 */
public record ArrayOptions(Optional<String> inputs, Optional<String> targets, Kind kind) {

  /** What targets are. */
  public enum Kind {
    /** Whole numbers and truth values are classes, others numbers. */
    BY_TYPE,
    /** Classes, by number or as rows with a single 1. */
    CLASSES,
    /** Numbers. */
    NUMBERS
  }

  /** Says nothing. */
  public static ArrayOptions none() {
    return new ArrayOptions(Optional.empty(), Optional.empty(), Kind.BY_TYPE);
  }

  /** The same with the name of the inputs. */
  public ArrayOptions withInputs(String name) {
    return new ArrayOptions(Optional.of(name), targets, kind);
  }

  /** The same with the name of the targets. */
  public ArrayOptions withTargets(String name) {
    return new ArrayOptions(inputs, Optional.of(name), kind);
  }

  /** The same with targets of this kind. */
  public ArrayOptions withKind(Kind value) {
    return new ArrayOptions(inputs, targets, value);
  }
}
