// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Collects samples of one type of numbers: each family of operations adds its own. */
final class SampleList {

  private static final List<Shape> ONE =
      List.of(
          Shape.SCALAR,
          Shape.of(1),
          Shape.of(0),
          Shape.of(5),
          Shape.of(2, 3),
          Shape.of(3, 1),
          Shape.of(2, 0),
          Shape.of(1, 1, 1),
          Shape.of(2, 1, 2));

  private static final List<List<Shape>> TWO =
      List.of(
          List.of(Shape.SCALAR, Shape.SCALAR),
          List.of(Shape.of(1), Shape.SCALAR),
          List.of(Shape.of(4), Shape.of(4)),
          List.of(Shape.of(2, 3), Shape.of(2, 3)),
          List.of(Shape.of(2, 3), Shape.of(3)),
          List.of(Shape.SCALAR, Shape.of(2, 2)),
          List.of(Shape.of(2, 1), Shape.of(1, 3)),
          List.of(Shape.of(2), Shape.of(2, 2, 1)),
          List.of(Shape.of(0), Shape.of(1)),
          List.of(Shape.of(2, 0), Shape.of(2, 1)));

  private static final List<List<Shape>> THREE =
      List.of(
          List.of(Shape.SCALAR, Shape.SCALAR, Shape.SCALAR),
          List.of(Shape.of(4), Shape.of(4), Shape.of(4)),
          List.of(Shape.of(2, 3), Shape.of(2, 3), Shape.of(2, 3)),
          List.of(Shape.of(2, 3), Shape.of(3), Shape.of(2, 1)),
          List.of(Shape.of(2), Shape.SCALAR, Shape.of(1)),
          List.of(Shape.SCALAR, Shape.of(2, 1), Shape.of(1, 3)),
          List.of(Shape.of(1), Shape.of(0), Shape.SCALAR),
          List.of(Shape.of(0, 2), Shape.of(0, 2), Shape.of(2)));

  private static final List<Shape> LARGE =
      List.of(Shape.of(170, 240), Shape.of(240), Shape.of(170, 1));

  private final DType dtype;
  private final List<Sample> samples = new ArrayList<>();

  SampleList(DType dtype) {
    this.dtype = dtype;
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** The type of its numbers. */
  DType dtype() {
    return dtype;
  }

  /** An operation on one tensor, with each kind of values in every shape, dense and not. */
  void unary(Op op, UnaryOperator<Tensor> method, Values... values) {
    Function<List<Tensor>, Tensor> call = inputs -> method.apply(inputs.get(0));
    for (Values kind : values) {
      for (Shape shape : ONE) {
        Input input = new Input(Input.Kind.NUMBERS, shape, kind);
        sample(op, call, false, Layout.DENSE, input);
        sample(op, call, false, turning(), input);
      }
    }
    large(op, call, new Input(Input.Kind.NUMBERS, Shape.of(200, 200), values[0]));
  }

  /** An operation on two tensors, with pairs of values in every pair of shapes, dense and not. */
  void binary(Op op, BinaryOperator<Tensor> method, Values... pairs) {
    Function<List<Tensor>, Tensor> call = inputs -> method.apply(inputs.get(0), inputs.get(1));
    for (int pair = 0; pair < pairs.length; pair += 2) {
      for (List<Shape> shapes : TWO) {
        Input a = new Input(Input.Kind.NUMBERS, shapes.get(0), pairs[pair]);
        Input b = new Input(Input.Kind.NUMBERS, shapes.get(1), pairs[pair + 1]);
        sample(op, call, false, Layout.DENSE, a, b);
        sample(op, call, false, turning(), a, b);
      }
    }
    large(
        op,
        call,
        new Input(Input.Kind.NUMBERS, LARGE.get(0), pairs[0]),
        new Input(Input.Kind.NUMBERS, LARGE.get(1), pairs[1]));
  }

  /** An operation on inputs of up to three kinds, in shapes that broadcast, in every layout. */
  void elementwise(Op op, Function<List<Tensor>, Tensor> call, Input.Kind... kinds) {
    for (List<Shape> shapes : THREE) {
      rows(op, call, inputs(kinds, shapes));
    }
    large(op, call, inputs(kinds, LARGE));
  }

  private static Input[] inputs(Input.Kind[] kinds, List<Shape> shapes) {
    Input[] inputs = new Input[kinds.length];
    for (int slot = 0; slot < kinds.length; slot++) {
      inputs[slot] =
          kinds[slot] == Input.Kind.CONDITION
              ? Input.condition(shapes.get(slot))
              : new Input(kinds[slot], shapes.get(slot), Values.usual());
    }
    return inputs;
  }

  /** One call in every layout. */
  void rows(Op op, Function<List<Tensor>, Tensor> call, Input... inputs) {
    for (Layout layout : Layout.values()) {
      sample(op, call, false, layout, inputs);
    }
  }

  /** One call of a size that is worth splitting, dense and transposed. */
  void large(Op op, Function<List<Tensor>, Tensor> call, Input... inputs) {
    Input[] tiled = Arrays.stream(inputs).map(Input::tiled).toArray(Input[]::new);
    sample(op, call, true, Layout.DENSE, tiled);
    sample(op, call, true, Layout.TRANSPOSED, tiled);
  }

  private Layout turning() {
    Layout[] all = Layout.values();
    return all[1 + samples.size() / 2 % (all.length - 1)];
  }

  private void sample(
      Op op, Function<List<Tensor>, Tensor> call, boolean large, Layout layout, Input... inputs) {
    int seed = samples.size();
    Rng rng = Rng.seed(seed).child(op.name());
    List<Tensor> drawn = new ArrayList<>();
    for (int slot = 0; slot < inputs.length; slot++) {
      drawn.add(inputs[slot].draw(dtype, rng.child(slot), layout));
    }
    samples.add(new Sample(op, layout + ", seed " + seed, drawn, call, large));
  }
}
