// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ArgumentException;
import chainrule.error.ChainruleException;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.LimitException;
import chainrule.error.NonFiniteException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * The shape rule and the value of an operation, whose errors begin with its name: shapes and memory
 * do not know for whom they work, and records can be made with attributes that no method gives
 * them.
 */
final class Named {

  private Named() {}

  static Spec infer(Op op, List<Spec> inputs) {
    try {
      return op.infer(inputs);
    } catch (RuntimeException refused) {
      throw named(op, inputs, refused);
    }
  }

  static Operand value(Op op, List<Operand> inputs, Spec output, Context context) {
    try {
      return op.value(inputs, output, context);
    } catch (RuntimeException refused) {
      List<Spec> specs =
          inputs.stream().map(input -> new Spec(input.dtype(), input.shape())).toList();
      throw named(op, specs, refused);
    }
  }

  /**
   * The result of a method that is made of other operations, whose errors begin with its name:
   * whoever called it need not know what it is made of.
   */
  static <T> T method(String name, Supplier<T> body) {
    try {
      return body.get();
    } catch (ChainruleException refused) {
      throw as(name, refused);
    }
  }

  /** The same error from where it was thrown, of the method that was called. */
  static ChainruleException as(String method, ChainruleException refused) {
    ChainruleException named = begin(method, refused, refused.fact().indexOf(": "));
    named.setStackTrace(refused.getStackTrace());
    return named;
  }

  /** What is made for an operation by others, such as its gradient: memory names nobody. */
  static <T> T part(Op op, Supplier<T> body) {
    try {
      return body.get();
    } catch (ChainruleException refused) {
      throw named(op, refused);
    }
  }

  /** What to throw instead. */
  private static RuntimeException named(Op op, List<Spec> inputs, RuntimeException thrown) {
    return switch (thrown) {
      case ChainruleException refused ->
          isOfPart(op, refused) ? unsuited(op, inputs, refused) : named(op, refused);
      case IndexOutOfBoundsException unsuited -> unsuited(op, inputs, unsuited);
      case NoSuchElementException unsuited -> unsuited(op, inputs, unsuited);
      case NegativeArraySizeException unsuited -> unsuited(op, inputs, unsuited);
      case IllegalArgumentException unsuited -> unsuited(op, inputs, unsuited);
      case ArithmeticException unsuited -> unsuited(op, inputs, unsuited);
      default -> thrown;
    };
  }

  private static ArgumentException unsuited(Op op, List<Spec> inputs, RuntimeException cause) {
    ArgumentException refused =
        new ArgumentException(
            op.name() + ": " + op + " does not suit inputs " + inputs + "; needs other attributes",
            "apply it by its method of Tensor, which checks them");
    refused.initCause(cause);
    return refused;
  }

  /** Whether what was refused is a part of a definition, of which the caller knows nothing. */
  private static boolean isOfPart(Op op, ChainruleException refused) {
    boolean aboutInputs =
        switch (refused) {
          case ShapeException _, IndexException _, DtypeException _, ArgumentException _ -> true;
          default -> false;
        };
    return aboutInputs
        && op instanceof Composite
        && !refused.fact().startsWith(op.name() + ": ")
        && !refused.fact().startsWith("shape: ");
  }

  private static ChainruleException named(Op op, ChainruleException refused) {
    boolean nobody =
        refused.fact().startsWith("shape: ") || refused.fact().startsWith("allocation: ");
    boolean memoryOfPart = op instanceof Composite && refused instanceof LimitException;
    return nobody || memoryOfPart
        ? begin(op.name(), refused, refused.fact().indexOf(": "))
        : refused;
  }

  /** The same error with another name in front, in place of one of a length. */
  private static ChainruleException begin(String name, ChainruleException refused, int length) {
    String fact = name + refused.fact().substring(Math.max(0, length));
    String fix = refused.fix().orElse("");
    return switch (refused) {
      case LimitException _ -> new LimitException(fact, fix);
      case ShapeException _ -> new ShapeException(fact, fix);
      case IndexException _ -> new IndexException(fact, fix);
      case DtypeException _ -> new DtypeException(fact, fix);
      case ArgumentException _ -> new ArgumentException(fact, fix);
      case NonFiniteException other when other.operation().isEmpty() ->
          new NonFiniteException(fact, fix);
      default -> refused;
    };
  }
}
