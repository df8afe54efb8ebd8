// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.error.GraphException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One contribution of the chain rule: the partial of an operation applied to its upstream. */
final class Gradients {

  private Gradients() {}

  /** The contribution to an input; nothing if the operation passes no gradient to it. */
  static Optional<Tensor> contribution(Op op, int slot, Passage passage) {
    Shape shape = passage.spec(slot).shape();
    return switch (partial(op, slot)) {
      case Partial.None _ -> Optional.empty();
      case Partial.Local(Expr gradient) ->
          Optional.of(reduceTo(shape, local(op, slot, gradient, passage)));
      case Partial.Rule rule -> {
        Tensor contribution = Named.part(op, () -> rule.pullback().apply(passage));
        if (contribution == null) {
          throw new GraphException(
              op.name() + ": its gradient rule for input " + slot + " gave null; needs a tensor",
              "give zeros where no gradient passes");
        }
        if (op instanceof Contraction) {
          contribution = reduceTo(shape, contribution);
        }
        if (!contribution.spec().equals(passage.spec(slot))) {
          throw new GraphException(
              op.name()
                  + ": its gradient rule for input "
                  + slot
                  + " gave "
                  + contribution.spec()
                  + "; needs "
                  + passage.spec(slot),
              "give it the sizes and the type of the input");
        }
        yield Optional.of(contribution);
      }
    };
  }

  private static Partial partial(Op op, int slot) {
    Partial partial = op.partial(slot);
    if (partial == null) {
      throw new GraphException(
          op.name() + ": its partial for input " + slot + " is null",
          "return Partial.none(reason, the same in Chinese) where no gradient passes");
    }
    return partial;
  }

  private static Tensor local(Op op, int slot, Expr gradient, Passage passage) {
    if (gradient instanceof Expr.Upstream) {
      return passage.upstream();
    }
    Context context = Context.current();
    if (context.recording() == Context.Recording.ON || !(op instanceof Elementwise elementwise)) {
      return new Replay(passage).tensor(gradient);
    }
    DType dtype = passage.upstream().dtype();
    Program program = Formulas.of(elementwise).gradient(dtype, slot);
    Spec spec = new Spec(dtype, passage.output().shape());
    return Tensor.plain(
        Kernels.elementwise(program, leaf -> source(leaf, passage).operand(), spec, context));
  }

  /** The tensor that a leaf of a gradient formula stands for. */
  static Tensor source(Expr leaf, Passage passage) {
    return switch (leaf) {
      case Expr.Upstream _ -> passage.upstream();
      case Expr.Output _ -> passage.output();
      default -> passage.input(Kernels.slot(leaf));
    };
  }

  /** Undoes broadcasting: sums over the axes that were stretched to reach this shape. */
  static Tensor reduceTo(Shape shape, Tensor gradient) {
    if (gradient.shape().equals(shape)) {
      return gradient;
    }
    int lead = gradient.rank() - shape.rank();
    List<Integer> stretched = new ArrayList<>();
    for (int axis = 0; axis < gradient.rank(); axis++) {
      if (axis < lead || (shape.size(axis - lead) == 1 && gradient.size(axis) != 1)) {
        stretched.add(axis);
      }
    }
    Tensor sum = Engine.apply(new Reduction.Sum(stretched, false), List.of(gradient));
    return sum.shape().equals(shape) ? sum : sum.reshape(shape);
  }
}
