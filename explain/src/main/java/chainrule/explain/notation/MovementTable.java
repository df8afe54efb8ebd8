// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.Function.ANY;
import static chainrule.explain.notation.Function.Kind.REAL;
import static chainrule.explain.notation.Function.Kind.WHOLE;
import static chainrule.explain.notation.Function.Kind.WHOLES;

import chainrule.tensor.Tensor;
import java.util.stream.Stream;

/** What moves elements: shapes, parts, copies, frames. */
final class MovementTable {

  private MovementTable() {}

  static Stream<Function> all() {
    return Stream.of(shapes(), axes(), parts(), views(), copies(), frames()).flatMap(all -> all);
  }

  private static Stream<Function> shapes() {
    return Stream.of(
        of("flatten", MovementTable::flattened, "flatten(x)", "flatten(x, from, to)")
            .optional("from", WHOLE)
            .optional("to", WHOLE),
        of("reshape", given -> given.first().reshape(given.sizes("sizes")), "reshape(x, 2, 3)")
            .required("sizes", WHOLES),
        of(
                "unflatten",
                given -> given.first().unflatten(given.whole("axis", 0), given.sizes("sizes")),
                "unflatten(x, 0, 2, 3)")
            .required("axis", WHOLE)
            .required("sizes", WHOLES),
        of("squeeze", given -> given.first().squeeze(given.axes("axes")), "squeeze(x, 0)")
            .optional("axes", WHOLES),
        of(
                "unsqueeze",
                given -> given.first().unsqueeze(given.whole("axis", 0)),
                "unsqueeze(x, axis)")
            .required("axis", WHOLE),
        of("expand", given -> given.first().expand(given.sizes("sizes")), "expand(x, 2, -1)")
            .required("sizes", WHOLES),
        Function.of(
            "expandAs", 2, 2, given -> given.first().expandAs(given.second()), "expandAs(x, y)"));
  }

  private static Stream<Function> axes() {
    return Stream.of(
        of("transpose", MovementTable::transposed, "transpose(W)", "transpose(x, 0, 1)")
            .optional("first", WHOLE)
            .optional("second", WHOLE),
        of("permute", given -> given.first().permute(given.axes("axes")), "permute(x, 1, 0)")
            .required("axes", WHOLES),
        of(
                "moveAxis",
                given -> given.first().moveAxis(given.whole("from", 0), given.whole("to", 0)),
                "moveAxis(x, from, to)")
            .required("from", WHOLE)
            .required("to", WHOLE),
        of("flip", given -> given.first().flip(given.axes("axes")), "flip(x, 0)")
            .required("axes", WHOLES),
        of(
                "rot90",
                given ->
                    given
                        .first()
                        .rot90(
                            given.whole("quarters", 1),
                            given.whole("first", 0),
                            given.whole("second", 1)),
                "rot90(x)",
                "rot90(x, 1, 0, 1)")
            .optional("quarters", WHOLE)
            .optional("first", WHOLE)
            .optional("second", WHOLE),
        of("roll", MovementTable::rolled, "roll(x, 1)", "roll(x, 1, axis=0)")
            .required("shift", WHOLE)
            .optional("axis", WHOLE));
  }

  private static Stream<Function> parts() {
    return Stream.of(
        of("slice", MovementTable::sliced, "slice(x, axis, from, to)")
            .required("axis", WHOLE)
            .required("from", WHOLE)
            .required("to", WHOLE)
            .optional("step", WHOLE),
        of(
                "select",
                given -> given.first().select(given.whole("axis", 0), given.size("index")),
                "select(x, axis, index)")
            .required("axis", WHOLE)
            .required("index", WHOLE));
  }

  private static Stream<Function> views() {
    return Stream.of(
        of(
                "diagonal",
                given ->
                    given
                        .first()
                        .diagonal(
                            given.size("offset"),
                            given.whole("first", 0),
                            given.whole("second", 1)),
                "diagonal(x)",
                "diagonal(x, 1, 0, 1)")
            .optional("offset", WHOLE)
            .optional("first", WHOLE)
            .optional("second", WHOLE)
            .alias("diag"),
        of(
                "diagEmbed",
                given ->
                    given
                        .first()
                        .diagEmbed(
                            given.size("offset"),
                            given.whole("first", -2),
                            given.whole("second", -1)),
                "diagEmbed(x)",
                "diagEmbed(x, 1, 0, 1)")
            .optional("offset", WHOLE)
            .optional("first", WHOLE)
            .optional("second", WHOLE),
        of(
                "unfold",
                given ->
                    given
                        .first()
                        .unfold(given.whole("axis", 0), given.size("size"), given.size("step")),
                "unfold(x, 0, 3, 1)")
            .required("axis", WHOLE)
            .required("size", WHOLE)
            .required("step", WHOLE),
        of(
                "overlapAdd",
                given ->
                    given
                        .first()
                        .overlapAdd(
                            given.whole("axis", 0), given.size("length"), given.size("step")),
                "overlapAdd(x, 0, 5, 1)")
            .required("axis", WHOLE)
            .required("length", WHOLE)
            .required("step", WHOLE));
  }

  private static Stream<Function> copies() {
    return Stream.of(
        Function.of(
                "concat",
                1,
                ANY,
                given -> given.first().concat(given.whole("axis", 0), others(given)),
                "concat(a, b)",
                "concat(a, b, axis=1)")
            .optional("axis", WHOLE),
        Function.of(
                "stack",
                1,
                ANY,
                given -> given.first().stack(given.whole("axis", 0), others(given)),
                "stack(a, b)",
                "stack(a, b, axis=1)")
            .optional("axis", WHOLE),
        of("tile", given -> given.first().tile(given.sizes("times")), "tile(x, 2, 3)")
            .required("times", WHOLES),
        of("repeat", given -> given.first().repeat(given.sizes("times")), "repeat(x, 2, 3)")
            .required("times", WHOLES),
        of(
                "repeatInterleave",
                given ->
                    given.first().repeatInterleave(given.whole("axis", 0), given.size("times")),
                "repeatInterleave(x, 0, 2)")
            .required("axis", WHOLE)
            .required("times", WHOLE));
  }

  private static Stream<Function> frames() {
    return Stream.of(
        of("pad", given -> given.first().pad(given.sizes("widths")), "pad(x, 1, 2)")
            .required("widths", WHOLES),
        of(
                "padWith",
                given -> given.first().padWith(given.number("value", 0), given.sizes("widths")),
                "padWith(x, 0.5, 1, 2)")
            .required("value", REAL)
            .required("widths", WHOLES),
        of(
                "padReflect",
                given -> given.first().padReflect(given.sizes("widths")),
                "padReflect(x, 1, 2)")
            .required("widths", WHOLES),
        of(
                "padReplicate",
                given -> given.first().padReplicate(given.sizes("widths")),
                "padReplicate(x, 1, 2)")
            .required("widths", WHOLES),
        of(
                "padCircular",
                given -> given.first().padCircular(given.sizes("widths")),
                "padCircular(x, 1, 2)")
            .required("widths", WHOLES),
        of("triu", given -> given.first().triu(given.size("diagonal")), "triu(x)", "triu(x, 1)")
            .optional("diagonal", WHOLE),
        of("tril", given -> given.first().tril(given.size("diagonal")), "tril(x)", "tril(x, 1)")
            .optional("diagonal", WHOLE));
  }

  /** Of one tensor. */
  private static Function of(String name, Function.Rule rule, String... forms) {
    return Function.of(name, 1, 1, rule, forms);
  }

  private static Tensor flattened(Given given) {
    return given.has("from")
        ? given.first().flatten(given.whole("from", 0), given.whole("to", -1))
        : given.first().flatten();
  }

  private static Tensor transposed(Given given) {
    return given.has("first")
        ? given.first().transpose(given.whole("first", 0), given.whole("second", -1))
        : given.first().transpose();
  }

  private static Tensor rolled(Given given) {
    return given.has("axis")
        ? given.first().roll(given.whole("axis", 0), given.size("shift"))
        : given.first().roll(given.size("shift"));
  }

  private static Tensor sliced(Given given) {
    long step = given.has("step") ? given.size("step") : 1;
    return given.first().slice(given.whole("axis", 0), given.size("from"), given.size("to"), step);
  }

  private static Tensor[] others(Given given) {
    return given.tensors().stream().skip(1).toArray(Tensor[]::new);
  }
}
