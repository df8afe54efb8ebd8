// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.array.Storage;
import java.util.Optional;

/** Whether memory comes from the same place in two runs of a function. */
final class Alike {

  private Alike() {}

  @SuppressWarnings("ReferenceEquality")
  static Optional<String> difference(Slot slot, Origin first, Origin second) {
    boolean same =
        switch (first) {
          case Origin.Given(int argument) ->
              second instanceof Origin.Given(int other) && argument == other;
          case Origin.Kept(var cell) ->
              second instanceof Origin.Kept(var other) && cell.equals(other);
          case Origin.Scalar(double[] numbers, int index) ->
              second instanceof Origin.Scalar(double[] others, int at)
                  && (numbers == others
                      ? index == at
                      : Double.compare(numbers[index], others[at]) == 0);
          case Origin.Constant(Storage values) ->
              second instanceof Origin.Constant(Storage others) && areEqual(values, others);
          case Origin.Outer(Storage values) ->
              second instanceof Origin.Outer(Storage others) && values.equals(others);
          case Origin.Made _ -> second instanceof Origin.Made;
        };
    if (same) {
      return Optional.empty();
    }
    String what = slot.length() == 1 ? "a number" : "a tensor of " + slot.length() + " numbers";
    return Optional.of(
        switch (first) {
          case Origin.Kept _, Origin.Outer _ -> "it reads another tensor at each call";
          default -> what + " that it computes with differs from call to call";
        });
  }

  private static boolean areEqual(Storage first, Storage second) {
    if (first.length() != second.length() || first.dtype() != second.dtype()) {
      return false;
    }
    for (long i = 0; i < first.length(); i++) {
      boolean equal =
          first.dtype().isFloating()
              ? Double.compare(first.get(i), second.get(i)) == 0
              : first.getLong(i) == second.getLong(i);
      if (!equal) {
        return false;
      }
    }
    return true;
  }
}
