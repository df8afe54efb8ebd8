// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Program;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The definition of an elementwise operation with its programs, built once: kept by class for
 * operations without attributes (records without components all hash to 0), in a bounded map for
 * the others.
 */
final class Formulas {

  private static final int MOST = 1024;

  private static final ClassValue<ConcurrentHashMap<Elementwise, Formulas>> KNOWN =
      new ClassValue<>() {
        @Override
        protected ConcurrentHashMap<Elementwise, Formulas> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private final Definition definition;
  private final boolean[] conditions;
  private final Program[] values;
  private final Program[][] gradients;
  private final Optional<Program> whole;
  private final boolean[] read;

  private Formulas(Definition definition) {
    this.definition = definition;
    conditions = new boolean[definition.partials().size()];
    markConditions(definition.value());
    whole =
        definition.numbers() == Definition.Numbers.FLOATING
            ? Optional.empty()
            : Optional.of(Program.of(DType.I64, definition.whole()));
    values = new Program[] {program(DType.F32), program(DType.F64)};
    gradients = new Program[][] {gradients(DType.F32), gradients(DType.F64)};
    read = new boolean[definition.partials().size()];
    definition.partials().forEach(this::markRead);
  }

  private void markRead(Partial partial) {
    switch (partial) {
      case Partial.Local(Expr gradient) ->
          Program.of(DType.F64, gradient).sources().stream()
              .filter(source -> source instanceof Expr.Input || source instanceof Expr.Flag)
              .forEach(source -> read[Kernels.slot(source)] = true);
      case Partial.Rule _ -> Arrays.fill(read, true);
      case Partial.None _ -> {}
    }
  }

  private Program program(DType dtype) {
    return Program.of(dtype, definition.value());
  }

  private Program[] gradients(DType dtype) {
    return definition.partials().stream()
        .map(partial -> gradient(dtype, partial))
        .toArray(Program[]::new);
  }

  private static Program gradient(DType dtype, Partial partial) {
    Expr expr = partial instanceof Partial.Local(Expr local) ? local : Expr.of(0);
    return Program.of(dtype, expr);
  }

  private void markConditions(Expr value) {
    Deque<Expr> open = new ArrayDeque<>();
    open.push(value);
    while (!open.isEmpty()) {
      Expr expr = open.pop();
      if (expr instanceof Expr.Flag(int index)) {
        conditions[index] = true;
      } else if (expr instanceof Expr.Apply apply) {
        apply.operands().forEach(open::push);
      }
    }
  }

  static Formulas of(Elementwise op) {
    ConcurrentHashMap<Elementwise, Formulas> known = KNOWN.get(op.getClass());
    Formulas formulas = known.get(op);
    if (formulas == null) {
      if (known.size() >= MOST) {
        known.clear();
      }
      formulas = new Formulas(op.define());
      known.put(op, formulas);
    }
    return formulas;
  }

  Definition definition() {
    return definition;
  }

  boolean takesCondition(int slot) {
    return conditions[slot];
  }

  /** Whether the gradient for some input is computed from the value of this one. */
  boolean isReadByGradients(int slot) {
    return read[slot];
  }

  /** The program of the value; F32 serves operations on conditions alone. */
  Program value(DType dtype) {
    return values[dtype == DType.F64 ? 1 : 0];
  }

  /** The program of the value of whole numbers. */
  Program whole() {
    return whole.orElseThrow();
  }

  /** The program of the gradient for an input. */
  Program gradient(DType dtype, int slot) {
    return gradients[dtype == DType.F64 ? 1 : 0][slot];
  }
}
