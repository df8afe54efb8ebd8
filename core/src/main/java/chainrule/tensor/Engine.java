// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.DtypeException;
import chainrule.spi.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies operations: shape rule, value, and the call recorded if anything watches. */
final class Engine {

  /** Elements that are kept in any case. */
  private static final long FEW = 1 << 12;

  private Engine() {}

  /** An operation applied to the tensor a method was called on and to others. */
  static Tensor apply(Op op, Operations self, Tensor... others) {
    return switch (others.length) {
      case 0 -> apply(op, List.of((Tensor) self));
      case 1 -> apply(op, List.of((Tensor) self, others[0]));
      default -> {
        List<Tensor> inputs = new ArrayList<>(1 + others.length);
        inputs.add((Tensor) self);
        inputs.addAll(List.of(others));
        yield apply(op, List.copyOf(inputs));
      }
    };
  }

  static Tensor apply(Op op, List<Tensor> inputs) {
    Context context = Context.current();
    Operand value = value(op, inputs, context);
    for (Tensor input : inputs) {
      if (input.operand().sharesMemory(value)) {
        input.shareMemory();
      }
    }
    if (context.watch().checksValues()) {
      Optional<StackTraceElement> line = Optional.ofNullable(SourceLine.of(context.watch()));
      new AnomalyCheck(context.watch().anomaly()).value(op, inputs, value, line);
    }
    return isRecorded(op, inputs, context)
        ? Tensor.made(value, new Call(op, kept(op, inputs, context), context))
        : Tensor.plain(value);
  }

  /**
   * The inputs as a graph keeps them. In a traced function, which gives no graph to anybody, it
   * keeps no large values that gradients do not read.
   */
  private static List<Tensor> kept(Op op, List<Tensor> inputs, Context context) {
    if (context.tracer().equals(Tracer.NONE) || !(op instanceof Elementwise elementwise)) {
      return inputs;
    }
    Formulas formulas = Formulas.of(elementwise);
    List<Tensor> kept = new ArrayList<>(inputs.size());
    for (int slot = 0; slot < inputs.size(); slot++) {
      Tensor input = inputs.get(slot);
      boolean isRead = input.count() < FEW || formulas.isReadByGradients(slot);
      kept.add(isRead ? input : input.call().map(call -> call.husk(input)).orElse(input));
    }
    return List.copyOf(kept);
  }

  /** The value of a call once more. */
  static Operand again(Call call) {
    List<Tensor> inputs = new ArrayList<>();
    for (int slot = 0; slot < call.inputs().size(); slot++) {
      inputs.add(call.saved(slot));
    }
    return value(call.op(), inputs, Context.current().inside());
  }

  private static Operand value(Op op, List<Tensor> inputs, Context context) {
    Tracer tracer = context.tracer();
    if (tracer.equals(Tracer.NONE)) {
      return computed(op, inputs, context);
    }
    inputs.forEach(Tensor::tell);
    List<Operand> operands = inputs.stream().map(Tensor::operand).toList();
    tracer.begins(op, operands);
    Operand value = computed(op, inputs, context);
    tracer.ended(op, value, Kernels.routine(op, operands, value, context));
    return value;
  }

  private static Operand computed(Op op, List<Tensor> inputs, Context context) {
    if (op instanceof Gate gate) {
      return GateRules.value(gate, inputs, context);
    }
    Operand[] operands = new Operand[inputs.size()];
    Spec[] specs = new Spec[operands.length];
    for (int slot = 0; slot < operands.length; slot++) {
      operands[slot] = inputs.get(slot).operand();
      specs[slot] = new Spec(operands[slot].dtype(), operands[slot].shape());
    }
    Spec spec = Named.infer(op, List.of(specs));
    return Named.value(op, List.of(operands), spec, context);
  }

  private static boolean isRecorded(Op op, List<Tensor> inputs, Context context) {
    if (context.recording() == Context.Recording.OFF) {
      return false;
    }
    if (context.recording() == Context.Recording.ALL) {
      return true;
    }
    for (int slot = 0; slot < inputs.size(); slot++) {
      if (inputs.get(slot).isWatched() && !(op.partial(slot) instanceof Partial.None)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A Java number as an operand beside a tensor, rounded to F32 or F64; beside integers it must be
   * one.
   */
  static Tensor number(Operations beside, double value) {
    return number("number", beside, value);
  }

  /** The same for a method, which errors name. */
  static Tensor number(String method, Operations beside, double value) {
    Tensor tensor = (Tensor) beside;
    DType dtype = tensor.dtype();
    if (dtype == DType.BOOL) {
      throw new DtypeException(
          method
              + ": "
              + value
              + " beside "
              + tensor.spec()
              + "; needs numbers, F32 or another type",
          "convert the tensor with .to(DType.F32)");
    }
    if (!dtype.isFloating()) {
      WholeNumbers.checked(method, value, tensor.spec());
    }
    return Tensor.plain(Memory.full(dtype, Shape.SCALAR, value));
  }
}
