// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.NonFiniteException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;
import java.util.function.UnaryOperator;

/** The matrices of a batch, one by one, as rows of doubles; each depends on nothing beside it. */
final class Matrices {

  private Matrices() {}

  // ------------------------------------------------------------------ what is asked of shapes

  /** One tensor of F32 or F64 with two axes or more. */
  static Shape any(String name, Spec input) {
    Needs.floating(name, input);
    if (input.shape().rank() < 2) {
      throw new ShapeException(
          name + ": input is " + input + "; needs matrices, [.., m, n]",
          "make a column of a vector with .reshape(n, 1)");
    }
    return input.shape();
  }

  /** Square matrices. */
  static Shape square(String name, Spec input) {
    Shape shape = any(name, input);
    if (shape.size(-1) != shape.size(-2)) {
      throw new ShapeException(
          name + ": input is " + input + "; needs square matrices, [.., n, n]",
          "for other systems solve the normal equations of a^T a, or use qr()");
    }
    return shape;
  }

  /** Square matrices and right sides [.., n, k], whose batches broadcast. */
  static Spec system(String name, List<Spec> inputs) {
    Needs.alike(name, inputs);
    Spec a = inputs.get(0);
    Spec b = inputs.get(1);
    Shape square = square(name, a);
    if (b.shape().rank() < 2 || b.shape().size(-2) != square.size(-1)) {
      throw new ShapeException(
          name
              + ": a is "
              + a
              + ", b is "
              + b
              + "; b must be ["
              + square.size(-1)
              + "], or [.., "
              + square.size(-1)
              + ", k]",
          "give right sides as columns");
    }
    Shape batch = lead(square).broadcast(lead(b.shape()), name);
    return new Spec(
        a.dtype(), batch.concat(b.shape().part(b.shape().rank() - 2, b.shape().rank())));
  }

  static Shape lead(Shape shape) {
    return shape.part(0, shape.rank() - 2);
  }

  /** The matrices of an operand repeated over a batch. */
  static Operand stretched(Operand operand, Shape batch) {
    int rank = operand.shape().rank();
    Shape full = batch.concat(operand.shape().part(rank - 2, rank));
    return operand.with(operand.view().expand(full));
  }

  // ------------------------------------------------------------------ one after another

  /** How many matrices there are; none if nothing comes of them. */
  static long count(Operand operand, Spec output) {
    return output.shape().count() == 0 ? 0 : lead(operand.shape()).count();
  }

  /** A matrix row by row, in memory of its own. */
  static double[] read(Operand operand, long matrix) {
    Shape shape = operand.shape();
    double[] values = Memory.doubles(shape.size(-2), shape.size(-1));
    for (int i = 0; i < values.length; i++) {
      long position = operand.view().position(matrix * values.length + i);
      values[i] = operand.storage().get(position);
    }
    return values;
  }

  /** A matrix without NaN and infinities. */
  static double[] finite(String name, Operand operand, long matrix) {
    double[] values = read(operand, matrix);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        long columns = operand.shape().size(-1);
        throw new NonFiniteException(
            name
                + ": "
                + which(operand, matrix)
                + " holds "
                + values[i]
                + " at ["
                + i / columns
                + ", "
                + i % columns
                + "]; needs finite numbers",
            "look for what made it first: check the values before this call");
      }
    }
    return values;
  }

  /** Rewrites a part of a result, rounded once to its type. */
  static void write(Operand result, long first, double[] values) {
    for (int i = 0; i < values.length; i++) {
      result.storage().set(first + i, result.dtype().round(values[i]));
    }
  }

  /** One result for each matrix, of equal size. */
  static Operand each(
      String name, Operand operand, Spec output, UnaryOperator<double[]> computation) {
    Operand result = Operand.allocate(output.dtype(), output.shape());
    for (long matrix = 0; matrix < count(operand, output); matrix++) {
      double[] values = computation.apply(finite(name, operand, matrix));
      write(result, matrix * values.length, values);
    }
    return result;
  }

  /** A matrix as an error names it. */
  static String which(Operand operand, long matrix) {
    Shape lead = lead(operand.shape());
    Spec spec = new Spec(operand.dtype(), operand.shape());
    return lead.rank() == 0 ? "matrix " + spec : "matrix " + lead.index(matrix) + " of " + spec;
  }

  static ArgumentException singular(String name, Operand operand, long matrix, int pivot) {
    return new ArgumentException(
        name
            + ": "
            + which(operand, matrix)
            + " is singular: pivot "
            + (pivot + 1)
            + " of "
            + operand.shape().size(-1)
            + " is 0; needs an invertible matrix",
        "leave out dependent rows, or add a small multiple of the identity");
  }
}
