// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.spi.Operand;
import chainrule.spi.WindowProduct;
import chainrule.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One step of a plan, as it is shown.
 *
 * @param kind the kind of its kernel: product, loop, reduction, routine
 * @param what the operations in it
 * @param inputs the sizes read
 * @param outputs the sizes written
 * @param bytes read and written
 * @param flops floating-point operations; an fma counts as two
 */
public record PlanStep(
    String kind, String what, List<Shape> inputs, List<Shape> outputs, long bytes, long flops) {

  static PlanStep of(Work work, Map<Slot, String> names) {
    return switch (work) {
      case Work.Elementwise loop ->
          step(work, "loop", parts(work, names), count(work) * operations(loop.program()));
      case Work.Product product -> step(work, "product", parts(work, names), flops(product));
      case Work.ProductThen(var product, var then) ->
          step(
              work,
              "product",
              parts(work, names),
              flops(product) + count(then) * operations(then.program()));
      case Work.Reduce reduce ->
          step(work, "reduction", parts(work, names), reduce.input().shape().count());
      case Work.Band band ->
          step(
              work,
              "band",
              band.parts().stream()
                  .map(part -> of(part, names).what)
                  .collect(Collectors.joining(", ")),
              band.parts().stream().mapToLong(part -> of(part, names).flops).sum());
      case Work.Routine(WindowProduct key, _, _, _) ->
          step(work, "product", parts(work, names), flops(key));
      case Work.Routine routine -> step(work, "routine", parts(work, names), 0);
    };
  }

  private static PlanStep step(Work work, String kind, String what, long flops) {
    return new PlanStep(
        kind, what, shapes(work.inputs()), shapes(work.outputs()), bytes(work), flops);
  }

  private static long flops(Work.Product product) {
    return 2 * count(product) * product.a().shape().size(-1);
  }

  private static long flops(WindowProduct product) {
    Shape weight = product.weight();
    return 2 * product.small().count() * weight.part(1, weight.rank()).count();
  }

  private static List<Shape> shapes(List<Operand> operands) {
    return operands.stream().map(Operand::shape).toList();
  }

  private static long bytes(Work work) {
    return work.operands()
        .mapToLong(operand ->
            Math.min(operand.shape().count(), Usage.slot(operand).length())
                * operand.dtype().bytes())
        .sum();
  }

  private static long count(Work work) {
    return work.outputs().getFirst().shape().count();
  }

  private static long operations(Program program) {
    return program.instructions().stream()
        .filter(instruction -> instruction instanceof Program.Compute)
        .count();
  }

  /** The operations in a work: those of all that was fused into it, in order. */
  private static String parts(Work work, Map<Slot, String> names) {
    List<Operand> outputs = work.outputs();
    return outputs.isEmpty() ? "check" : names.getOrDefault(Usage.slot(outputs.getLast()), "");
  }
}
