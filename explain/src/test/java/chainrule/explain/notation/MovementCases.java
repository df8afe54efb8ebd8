// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.FunctionsTest.of;

import java.util.List;

/** Calls of what moves elements, beside their Java. */
final class MovementCases {

  private MovementCases() {}

  static List<FunctionsTest.Case> movements() {
    return List.of(
        of("flatten(x)", n -> n.x().flatten()),
        of("transpose(x)", n -> n.x().transpose()),
        of("transpose(x, 1, 0)", n -> n.x().transpose(1, 0)),
        of("reshape(x, 3, -1)", n -> n.x().reshape(3, -1)),
        of("permute(x, 1, 0)", n -> n.x().permute(1, 0)),
        of("slice(x, 1, 0, 2)", n -> n.x().slice(1, 0, 2)),
        of("slice(x, 1, 0, 3, step=2)", n -> n.x().slice(1, 0, 3, 2)),
        of("select(x, 0, 1)", n -> n.x().select(0, 1)),
        of("flip(u, 0)", n -> n.u().flip(0)),
        of("concat(u, v)", n -> n.u().concat(0, n.v())),
        of("concat(x, y, p, axis=1)", n -> n.x().concat(1, n.y(), n.p())),
        of("flatten(x, 0, 1)", n -> n.x().flatten(0, 1)),
        of("unflatten(u, 0, 1, 3)", n -> n.u().unflatten(0, 1, 3)),
        of("squeeze(reshape(x, 1, 6, 1))", n -> n.x().reshape(6)),
        of("squeeze(reshape(x, 1, 6, 1), 0)", n -> n.x().reshape(6, 1)),
        of("unsqueeze(x, 1)", n -> n.x().unsqueeze(1)),
        of("expand(u, 2, -1)", n -> n.u().expand(2, 3)),
        of("expandAs(u, x)", n -> n.u().expandAs(n.x())),
        of("moveAxis(x, 0, 1)", n -> n.x().moveAxis(0, 1)),
        of("flip(x, 0, 1)", n -> n.x().flip(0, 1)),
        of("rot90(x)", n -> n.x().rot90(1, 0, 1)),
        of("rot90(x, -1, 1, 0)", n -> n.x().rot90(-1, 1, 0)),
        of("roll(x, 2)", n -> n.x().roll(2)),
        of("roll(x, -1, axis=1)", n -> n.x().roll(1, -1)),
        of("diagonal(x)", n -> n.x().diagonal()),
        of("diag(x, 1, 0, 1)", n -> n.x().diagonal(1, 0, 1)),
        of("diagEmbed(u)", n -> n.u().diagEmbed()),
        of("diagEmbed(x, -1, 0, 2)", n -> n.x().diagEmbed(-1, 0, 2)),
        of("unfold(u, 0, 2, 1)", n -> n.u().unfold(0, 2, 1)),
        of("overlapAdd(x, 0, 4, 1)", n -> n.x().overlapAdd(0, 4, 1)),
        of("stack(u, v)", n -> n.u().stack(0, n.v())),
        of("stack(u, v, axis=1)", n -> n.u().stack(1, n.v())),
        of("tile(u, 2, 2)", n -> n.u().tile(2, 2)),
        of("repeat(x, 1, 2)", n -> n.x().repeat(1, 2)),
        of("repeatInterleave(x, 1, 2)", n -> n.x().repeatInterleave(1, 2)),
        of("pad(x, 1, 2)", n -> n.x().pad(1, 2)),
        of("padWith(u, 0.5, -1, 2)", n -> n.u().padWith(0.5, -1, 2)),
        of("padReflect(u, 2, 1)", n -> n.u().padReflect(2, 1)),
        of("padReplicate(u, 2, 1)", n -> n.u().padReplicate(2, 1)),
        of("padCircular(u, 2, 1)", n -> n.u().padCircular(2, 1)),
        of("triu(x)", n -> n.x().triu()),
        of("tril(x, -1)", n -> n.x().tril(-1)));
  }
}
