// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Something that holds for every sample it speaks of.
 *
 * @param name the law in a few words
 * @param speaksOf which samples it is about
 * @param check throws an {@link AssertionError} if it does not hold
 */
public record Law(String name, Predicate<Sample> speaksOf, Consumer<Sample> check) {

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
