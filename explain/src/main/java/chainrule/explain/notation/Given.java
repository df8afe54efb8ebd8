// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * What a function is called with.
 *
 * @param tensors in the order of the call
 * @param numbers by the names of the parameters, one for most
 */
record Given(List<Tensor> tensors, Map<String, List<Double>> numbers) {

  Tensor first() {
    return tensors.getFirst();
  }

  Tensor second() {
    return tensors.get(1);
  }

  Tensor third() {
    return tensors.get(2);
  }

  int count() {
    return tensors.size();
  }

  boolean has(String parameter) {
    return numbers.containsKey(parameter);
  }

  double number(String parameter, double otherwise) {
    return numbers.getOrDefault(parameter, List.of(otherwise)).getFirst();
  }

  /** A whole number, held to the range of {@code int}: no axis lies outside. */
  int whole(String parameter, int otherwise) {
    return (int) number(parameter, otherwise);
  }

  long size(String parameter) {
    return (long) number(parameter, 0);
  }

  /** Whether a number is given that is not 0. */
  boolean flag(String parameter) {
    return number(parameter, 0) != 0;
  }

  /** Whether an axis that is summed over stays, with size 1. */
  boolean keeps() {
    return flag("keep");
  }

  long[] sizes(String parameter) {
    return numbers.getOrDefault(parameter, List.of()).stream()
        .mapToLong(Double::longValue)
        .toArray();
  }

  double[] reals(String parameter) {
    return numbers.getOrDefault(parameter, List.of()).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  int[] axes(String parameter) {
    return numbers.getOrDefault(parameter, List.of()).stream().mapToInt(Double::intValue).toArray();
  }
}
