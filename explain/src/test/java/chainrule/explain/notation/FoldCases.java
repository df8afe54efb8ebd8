// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.FunctionsTest.of;

import chainrule.explain.notation.FunctionsTest.Case;
import java.util.List;
import java.util.stream.Stream;

/** Calls of reductions, scans and orders, beside their Java. */
final class FoldCases {

  private FoldCases() {}

  static List<Case> all() {
    return Stream.concat(plain().stream(), others().stream()).toList();
  }

  private static List<Case> plain() {
    return List.of(
        of("sum(x)", n -> n.x().sum()),
        of("sum(x, 0)", n -> n.x().sum(0)),
        of("sum(x, axis=-1, keep=1)", n -> n.x().sumKeep(-1)),
        of("mean(x)", n -> n.x().mean()),
        of("mean(x, 1)", n -> n.x().mean(1)),
        of("mean(x, 1, 1)", n -> n.x().meanKeep(1)),
        of("max(x)", n -> n.x().max()),
        of("max(x, axis=0)", n -> n.x().max(0)),
        of("max(x, axis=0, keep=1)", n -> n.x().maxKeep(0)),
        of("min(x)", n -> n.x().min()),
        of("min(x, axis=-2, keep=0)", n -> n.x().min(0)),
        of("min(x, axis=1, keep=1)", n -> n.x().minKeep(1)),
        of("norm(x)", n -> n.x().norm()),
        of("norm(x, 1)", n -> n.x().norm(1)),
        of("norm(x, 1, 1)", n -> n.x().normKeep(1)),
        of("norm1(x)", n -> n.x().norm1()),
        of("norm1(x, 0)", n -> n.x().norm1(0)),
        of("norm1(x, axis=0, keep=1)", n -> n.x().norm1Keep(0)));
  }

  private static List<Case> others() {
    return List.of(
        of("prod(x)", n -> n.x().prod()),
        of("prod(x, 0)", n -> n.x().prod(0)),
        of("Π(x, axis=1, keep=1)", n -> n.x().prodKeep(1)),
        of("amax(x)", n -> n.x().amax()),
        of("amax(x, 1)", n -> n.x().amax(1)),
        of("amin(x, 1, 1)", n -> n.x().aminKeep(1)),
        of("variance(x)", n -> n.x().variance()),
        of("var(x, 1)", n -> n.x().variance(1)),
        of("std(x)", n -> n.x().std()),
        of("std(x, axis=1, correction=0, keep=1)", n -> n.x().std(0, true, 1)),
        of("pNorm(x, 3)", n -> n.x().pNorm(3)),
        of("pNorm(x, 1.5, -1)", n -> n.x().pNorm(1.5, 1)),
        of("cumsum(x)", n -> n.x().cumsum(1)),
        of("cumsum(x, 0)", n -> n.x().cumsum(0)),
        of("cumprod(x)", n -> n.x().cumprod(1)),
        of("cummax(x)", n -> n.x().cummax(1)),
        of("cummin(x, axis=0)", n -> n.x().cummin(0)),
        of("logCumSumExp(x)", n -> n.x().logCumSumExp(1)),
        of("recurrence(x, p)", n -> n.x().recurrence(1, n.p())),
        of("recurrence(x, p, 0)", n -> n.x().recurrence(0, n.p())),
        of("sort(x)", n -> n.x().sort(1)),
        of("sort(x, axis=0, descending=1)", n -> n.x().sort(0, true)),
        of("median(x)", n -> n.x().median()),
        of("median(x, 1)", n -> n.x().median(1)),
        of("mode(q)", n -> n.q().mode(1)),
        of("quantile(x, 0.3)", n -> n.x().quantile(0.3)),
        of("quantile(x, 1/4, axis=1)", n -> n.x().quantile(0.25, 1)),
        of("kthValue(x, 2)", n -> n.x().kthValue(2, 1)),
        of("topk(x, 2)", n -> n.x().topk(2, 1).values()),
        of("topk(x, 1, 0)", n -> n.x().topk(1, 0).values()));
  }
}
