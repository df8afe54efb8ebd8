// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.ChainruleException;
import chainrule.error.GraphException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the engine does for gates of users: computes and checks what they return. */
final class GateRules {

  private GateRules() {}

  static String nameOf(Class<?> type) {
    String name = type.getSimpleName();
    return name.isEmpty() ? "gate" : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  static Meaning meaning(String name) {
    return Meaning.of(
        name,
        name,
        Role.MIXER,
        "A " + name + " gate passes the upstream gradient on by the rule its maker gave.",
        name + " 门按其作者给出的规则传递回传梯度。");
  }

  /** The value, which has the promised sizes and shares no memory that can be rewritten. */
  static Operand value(Gate gate, List<Tensor> inputs, Context context) {
    Optional<Spec> promised = output(gate, inputs.stream().map(Tensor::spec).toList());
    try {
      List<Operand> operands = inputs.stream().map(Tensor::operand).toList();
      Operand value =
          promised.isPresent()
              ? gate.value(operands, promised.get(), context)
              : defined(gate, operands.stream().map(Tensor::plain).toList(), context);
      Spec spec = new Spec(value.dtype(), value.shape());
      if (promised.isPresent() && !promised.get().equals(spec)) {
        throw new ShapeException(
            gate.name() + ": its value is " + spec + "; its output rule says " + promised.get());
      }
      return value;
    } catch (ChainruleException thrown) {
      boolean outermost = context.scope().equals(Scope.NONE);
      thrown.passedThrough((outermost ? "" : ".") + gate.name() + " gate");
      throw thrown;
    }
  }

  private static Optional<Spec> output(Gate gate, List<Spec> inputs) {
    Optional<Spec> promised = gate.output(inputs);
    if (promised == null) {
      throw new GraphException(gate.name() + ": its output rule gave null; needs an Optional");
    }
    return promised;
  }

  static Operand defined(Gate gate, List<Tensor> inputs, Context context) {
    Tensor result = context.inside().call(() -> gate.define(inputs));
    if (result == null) {
      throw new GraphException(gate.name() + ": its definition gave null; needs a tensor");
    }
    result.shareMemory();
    return result.operand();
  }

  static Spec infer(Gate gate, List<Spec> inputs) {
    return output(gate, inputs)
        .orElseGet(() -> {
          List<Tensor> zeros = new ArrayList<>();
          for (Spec input : inputs) {
            zeros.add(Tensor.plain(Memory.full(input.dtype(), input.shape(), 0)));
          }
          Operand value = defined(gate, zeros, Context.current());
          return new Spec(value.dtype(), value.shape());
        });
  }
}
