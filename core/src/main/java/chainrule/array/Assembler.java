// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Turns expressions into a {@link Program}: shared nodes once, elementary functions expanded. */
final class Assembler {

  private static final int NONE = -1;

  private final DType dtype;
  private final List<Expr> sources;
  private final List<Program.Instruction> instructions = new ArrayList<>();
  private final Map<Program.Instruction, Integer> positions = new HashMap<>();
  private final IdentityHashMap<Expr, Integer> visited = new IdentityHashMap<>();

  Assembler(DType dtype, List<Expr> sources) {
    this.dtype = dtype;
    this.sources = new ArrayList<>(sources);
  }

  Program assemble(List<Expr> results) {
    List<Integer> outputs = new ArrayList<>();
    for (Expr result : results) {
      outputs.add(position(result));
    }
    return new Program(dtype, sources, instructions, outputs);
  }

  private int position(Expr expr) {
    Integer known = visited.get(expr);
    if (known != null) {
      return known;
    }
    int position =
        switch (expr) {
          case Expr.Constant constant -> add(new Program.Literal(dtype.round(constant.value())));
          case Expr.Input _, Expr.Flag _, Expr.Upstream _, Expr.Output _ -> load(expr);
          case Expr.Apply apply -> apply(apply);
        };
    visited.put(expr, position);
    return position;
  }

  private int load(Expr leaf) {
    int source = sources.indexOf(leaf);
    if (source < 0) {
      source = sources.size();
      sources.add(leaf);
    }
    return add(new Program.Load(source, leaf.isCondition()));
  }

  private int apply(Expr.Apply apply) {
    if (apply.code().kind() == Code.Kind.ELEMENTARY) {
      return position(Elementary.expand(apply.code(), apply.operands().getFirst(), dtype));
    }
    int[] operands = {NONE, NONE, NONE};
    for (int operand = 0; operand < operands.length && operand < apply.code().arity(); operand++) {
      operands[operand] = position(apply.operands().get(operand));
    }
    return add(new Program.Compute(apply.code(), operands[0], operands[1], operands[2]));
  }

  private int add(Program.Instruction instruction) {
    Integer known = positions.putIfAbsent(instruction, instructions.size());
    if (known != null) {
      return known;
    }
    instructions.add(instruction);
    return instructions.size() - 1;
  }
}
