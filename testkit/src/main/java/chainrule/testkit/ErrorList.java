// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ChainruleException;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects calls that an operation must refuse. */
final class ErrorList {

  /** Two rows of three F32 numbers. */
  static final Tensor MATRIX = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

  /** Two F32 numbers. */
  static final Tensor ROW = Tensor.of(1, 2);

  /** Two I64 numbers. */
  static final Tensor WHOLE = Tensor.of(DType.I64, 0, 1);

  private final List<ErrorSample> samples = new ArrayList<>();

  List<ErrorSample> samples() {
    return List.copyOf(samples);
  }

  void shape(String about, Supplier<Tensor> call, String... says) {
    add(about, call, ShapeException.class, says);
  }

  void type(String about, Supplier<Tensor> call, String... says) {
    add(about, call, DtypeException.class, says);
  }

  void index(String about, Supplier<Tensor> call, String... says) {
    add(about, call, IndexException.class, says);
  }

  void argument(String about, Supplier<Tensor> call, String... says) {
    add(about, call, ArgumentException.class, says);
  }

  void add(
      String about,
      Supplier<Tensor> call,
      Class<? extends ChainruleException> error,
      String... says) {
    samples.add(new ErrorSample(about, call, error, List.of(says)));
  }

  /** A method with an axis, called with axes that [2, 3] has not. */
  void axes(Along method) {
    index("axis too high", () -> method.apply(MATRIX, 2), "axis 2 of shape [2, 3]", "2 axes");
    index("axis too low", () -> method.apply(MATRIX, -3), "axis -3 of shape [2, 3]", "-2 to 1");
    index("no axis", () -> method.apply(Tensor.scalar(1), 0), "axis 0 of shape []");
  }

  /** A method with an axis. */
  interface Along {
    Tensor apply(Tensor x, int axis);
  }

  /** Nothing, in F32. */
  static Tensor empty(long... sizes) {
    return Tensor.full(DType.F32, Shape.of(sizes), 0);
  }
}
