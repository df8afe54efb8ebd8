// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.Function.Kind.REAL;
import static chainrule.explain.notation.Function.Kind.WHOLE;

import chainrule.tensor.Tensor;
import java.util.stream.Stream;

/** What joins elements or orders them: products, variances, scans, medians. */
final class FoldTable {

  private FoldTable() {}

  static Stream<Function> all() {
    return Stream.of(reductions(), scans(), orders()).flatMap(all -> all);
  }

  private static Stream<Function> reductions() {
    return Stream.of(
        FunctionTable.reduction(
                "prod",
                1,
                given -> given.first().prod(),
                Tensor::prodKeep,
                (x, axis) -> x.prod(axis))
            .alias("product", "Π"),
        FunctionTable.reduction(
            "amax", 1, given -> given.first().amax(), Tensor::amaxKeep, (x, axis) -> x.amax(axis)),
        FunctionTable.reduction(
            "amin", 1, given -> given.first().amin(), Tensor::aminKeep, (x, axis) -> x.amin(axis)),
        deviation("variance", Tensor::variance).alias("var"),
        deviation("std", Tensor::std),
        Function.of(
                "pNorm",
                1,
                1,
                given -> given.first().pNorm(given.number("p", 2), axes(given)),
                "pNorm(x, p)",
                "pNorm(x, p, axis)")
            .required("p", REAL)
            .optional("axis", WHOLE));
  }

  /** A method with a correction and axes. */
  private interface Deviation {
    Tensor of(Tensor x, double correction, boolean keep, int... axes);
  }

  private static Function deviation(String name, Deviation method) {
    return Function.of(
            name,
            1,
            1,
            given ->
                method.of(given.first(), given.number("correction", 1), given.keeps(), axes(given)),
            name + "(x)",
            name + "(x, axis)",
            name + "(x, axis=0, correction=0, keep=1)")
        .optional("axis", WHOLE)
        .optional("correction", REAL)
        .optional("keep", WHOLE);
  }

  private static Stream<Function> scans() {
    return Stream.of(
        FunctionTable.along("cumsum", Tensor::cumsum),
        FunctionTable.along("cumprod", Tensor::cumprod),
        FunctionTable.along("cummax", Tensor::cummax),
        FunctionTable.along("cummin", Tensor::cummin),
        FunctionTable.along("logCumSumExp", Tensor::logCumSumExp),
        Function.of(
                "recurrence",
                2,
                2,
                given -> given.first().recurrence(given.whole("axis", -1), given.second()),
                "recurrence(a, factors)",
                "recurrence(a, factors, axis)")
            .optional("axis", WHOLE));
  }

  private static Stream<Function> orders() {
    return Stream.of(
        Function.of(
                "sort",
                1,
                1,
                given ->
                    given.first().sort(given.whole("axis", -1), given.whole("descending", 0) != 0),
                "sort(x)",
                "sort(x, axis)",
                "sort(x, axis=0, descending=1)")
            .optional("axis", WHOLE)
            .optional("descending", WHOLE),
        Function.of(
                "median",
                1,
                1,
                given ->
                    given.has("axis")
                        ? given.first().median(given.whole("axis", 0))
                        : given.first().median(),
                "median(x)",
                "median(x, axis)")
            .optional("axis", WHOLE),
        FunctionTable.along("mode", Tensor::mode),
        Function.of(
                "quantile",
                1,
                1,
                given ->
                    given.has("axis")
                        ? given.first().quantile(given.number("q", 0), given.whole("axis", 0))
                        : given.first().quantile(given.number("q", 0)),
                "quantile(x, q)",
                "quantile(x, q, axis)")
            .required("q", REAL)
            .optional("axis", WHOLE),
        ranked("kthValue", (x, k, axis) -> x.kthValue(k, axis)),
        ranked("topk", (x, k, axis) -> x.topk(k, axis).values()));
  }

  /** A method with a number of elements and an axis. */
  private interface Ranked {
    Tensor of(Tensor x, long k, int axis);
  }

  private static Function ranked(String name, Ranked method) {
    return Function.of(
            name,
            1,
            1,
            given -> method.of(given.first(), given.size("k"), given.whole("axis", -1)),
            name + "(x, k)",
            name + "(x, k, axis)")
        .required("k", WHOLE)
        .optional("axis", WHOLE);
  }

  private static int[] axes(Given given) {
    return given.has("axis") ? new int[] {given.whole("axis", 0)} : new int[0];
  }
}
