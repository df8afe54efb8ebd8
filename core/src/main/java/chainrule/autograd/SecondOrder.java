// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.DtypeException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.tensor.Backward;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Second derivatives of functions that give a single number: the gradients' own gradients. */
final class SecondOrder {

  private final String name;
  private final List<Tensor> at;
  private final List<Tensor> gradients;

  /** The gradients of a function at a point, ready to be differentiated. */
  SecondOrder(String name, Function<List<Tensor>, Tensor> function, List<Tensor> point) {
    this.name = name;
    at = point.stream().map(each -> each.detach().requiresGrad()).toList();
    Tensor output = Autograd.given(name, function.apply(at));
    if (output.count() != 1) {
      throw new ShapeException(
          name + ": the function gave " + output.spec() + "; needs a single number",
          "reduce it with .sum() or .mean()");
    }
    if (!output.dtype().isFloating()) {
      throw new DtypeException(
          name + ": the function gave " + output.spec() + "; needs F32 or F64",
          "compute in floating numbers: convert with .to(DType.F32)");
    }
    gradients = Backward.from(output).createGraph().orZero().gradients(at.toArray(Tensor[]::new));
  }

  /** The Hessian times a direction, by the gradient of gradients times direction. */
  List<Tensor> times(List<Tensor> directions) {
    check(directions);
    Tensor[] inputs = at.toArray(Tensor[]::new);
    List<Tensor> total = zeros();
    for (int i = 0; i < inputs.length; i++) {
      List<Tensor> part =
          Backward.from(gradients.get(i))
              .upstream(directions.get(i))
              .retainGraph()
              .orZero()
              .gradients(inputs);
      total = i == 0 ? part : sums(total, part);
    }
    return total;
  }

  private List<Tensor> zeros() {
    return at.stream().map(each -> Tensor.full(each.dtype(), each.shape(), 0)).toList();
  }

  private static List<Tensor> sums(List<Tensor> left, List<Tensor> right) {
    List<Tensor> sums = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      sums.add(left.get(i).plus(right.get(i)));
    }
    return sums;
  }

  private void check(List<Tensor> directions) {
    if (directions.size() != at.size()) {
      throw new ShapeException(
          "hvp: " + directions.size() + " directions for " + at.size() + " inputs; needs one each");
    }
    for (int i = 0; i < at.size(); i++) {
      Tensor input = at.get(i);
      Tensor direction = directions.get(i);
      String operands = "hvp: input " + i + " is " + input.spec() + ", its direction is ";
      if (!input.shape().equals(direction.shape())) {
        throw new ShapeException(operands + direction.spec() + "; shapes must be equal");
      }
      if (input.dtype() != direction.dtype()) {
        throw new DtypeException(
            operands + direction.spec() + "; types must be equal",
            "convert it with .to(DType." + input.dtype() + ")");
      }
    }
  }

  /** All second derivatives: one pass back for each element of each input. */
  List<List<Tensor>> matrix() {
    return gradients.stream().map(this::row).toList();
  }

  private List<Tensor> row(Tensor gradient) {
    Tensor[] inputs = at.toArray(Tensor[]::new);
    List<Storage> blocks = new ArrayList<>();
    for (Tensor input : inputs) {
      blocks.add(room(name, input.dtype(), gradient.shape(), input.shape()));
    }
    for (int element = 0; element < gradient.count(); element++) {
      Storage unit = Storage.allocate(gradient.dtype(), gradient.shape());
      unit.set(element, 1);
      Tensor upstream = Tensor.of(gradient.shape(), unit);
      List<Tensor> found =
          Backward.from(gradient).upstream(upstream).retainGraph().orZero().gradients(inputs);
      for (int input = 0; input < inputs.length; input++) {
        copy(found.get(input), blocks.get(input), element);
      }
    }
    List<Tensor> row = new ArrayList<>();
    for (int input = 0; input < inputs.length; input++) {
      Shape shape = gradient.shape().concat(inputs[input].shape());
      row.add(Tensor.of(shape, blocks.get(input)));
    }
    return List.copyOf(row);
  }

  /** Memory for one shape of another, which errors name by who wants it. */
  static Storage room(String name, DType dtype, Shape outer, Shape inner) {
    try {
      return Storage.allocate(dtype, outer.concat(inner));
    } catch (LimitException over) {
      String fact = over.fact().substring(over.fact().indexOf(": "));
      throw new LimitException(name + fact, over.fix().orElse(""));
    }
  }

  /** A tensor as one row among rows of its size. */
  static void copy(Tensor from, Storage to, long row) {
    double[] values = from.toDoubles();
    for (int i = 0; i < values.length; i++) {
      to.set(row * values.length + i, values[i]);
    }
  }
}
