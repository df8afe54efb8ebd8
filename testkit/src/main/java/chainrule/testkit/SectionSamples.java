// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.tensor.Backward;
import chainrule.tensor.Context;
import chainrule.tensor.Diagonals;
import chainrule.tensor.Section;
import chainrule.tensor.Tensor;

/** Samples of parts: at the edges, of everything, of nothing, and where parts overlap. */
final class SectionSamples {

  private static final Values ANY = Values.usual();

  private SectionSamples() {}

  static void add(Section operation, SampleList list) {
    switch (operation) {
      case Section.Slice _ -> slices(list);
      case Section.Place _ -> places(list);
      case Section.Unfold _ -> windows(list);
      case Section.OverlapAdd _ -> overlaps(list);
    }
  }

  static void add(Diagonals operation, SampleList list) {
    switch (operation) {
      case Diagonals.Diagonal _ -> diagonals(list);
      case Diagonals.DiagEmbed _ -> embeddings(list);
    }
  }

  private static void slices(SampleList list) {
    Input row = Input.of(ANY, 5);
    Input matrix = Input.of(ANY, 3, 4);
    list.rows(new Section.Slice(0, 1, 3, 1), in -> in.get(0).slice(0, 1, 4), row);
    list.rows(new Section.Slice(0, 0, 3, 2), in -> in.get(0).slice(0, 0, 5, 2), row);
    list.rows(new Section.Slice(0, 2, 0, 1), in -> in.get(0).slice(0, 2, 2), row);
    list.rows(new Section.Slice(0, 4, 5, -1), in -> in.get(0).flip(0), row);
    list.rows(new Section.Slice(1, 1, 2, 2), in -> in.get(0).slice(-1, 1, 4, 2), matrix);
    list.rows(new Section.Slice(0, 1, 2, 1), in -> in.get(0).slice(0, 1, 3), matrix);
    list.rows(new Section.Slice(1, 3, 4, -1), in -> in.get(0).flip(1), matrix);
    list.rows(new Section.Slice(0, 0, 1, 1), in -> in.get(0).slice(0, 0, 1), Input.of(ANY, 1));
    list.rows(new Section.Slice(1, 0, 0, 1), in -> in.get(0).slice(1, 0, 0), Input.of(ANY, 2, 0));
    list.large(
        new Section.Slice(1, 1, 84, 2),
        in -> in.get(0).slice(1, 1, 169, 2),
        Input.of(ANY, 300, 170));
  }

  /** What only a slice's gradient applies: it is asked for by differentiating a slice. */
  private static Tensor placed(Tensor values, Section.Place op) {
    Shape shape = values.shape().with(op.axis(), op.size());
    Tensor under = Tensor.full(values.dtype(), shape, 0).requiresGrad();
    long end = op.start() + Math.max(0, (values.size(op.axis()) - 1) * op.step() + 1);
    Tensor slice =
        Autograd.withGrad(() ->
            op.step() < 0
                ? under.flip(op.axis())
                : under.slice(op.axis(), op.start(), end, op.step()));
    Backward pass = Autograd.of(slice).upstream(values);
    boolean recorded = Context.current().recording() != Context.Recording.OFF;
    return (recorded ? pass.createGraph() : pass).gradient(under);
  }

  private static void places(SampleList list) {
    place(list, new Section.Place(0, 5, 1, 1), 3);
    place(list, new Section.Place(0, 5, 0, 2), 3);
    place(list, new Section.Place(0, 4, 2, 1), 0);
    place(list, new Section.Place(0, 4, 3, -1), 4);
    place(list, new Section.Place(1, 4, 1, 2), 3, 2);
    place(list, new Section.Place(0, 3, 1, 1), 2, 2);
    place(list, new Section.Place(1, 3, 2, -1), 2, 3);
    place(list, new Section.Place(0, 1, 0, 1), 1);
    var wide = new Section.Place(1, 170, 1, 2);
    list.large(wide, in -> placed(in.get(0), wide), Input.of(ANY, 300, 84));
  }

  private static void place(SampleList list, Section.Place op, long... sizes) {
    list.rows(op, in -> placed(in.get(0), op), Input.of(ANY, sizes));
  }

  private static void diagonals(SampleList list) {
    diagonal(list, 0, 0, 1, 1, 1);
    diagonal(list, 0, 0, 1, 3, 4);
    diagonal(list, 1, 0, 1, 3, 4);
    diagonal(list, -1, 0, 1, 3, 2);
    diagonal(list, 1, 1, 0, 3, 4);
    diagonal(list, 9, 0, 1, 3, 4);
    diagonal(list, -9, 0, 1, 3, 4);
    diagonal(list, 0, 0, 1, 0, 3);
    diagonal(list, 0, 0, 2, 2, 3, 2);
    diagonal(list, 1, 2, 1, 2, 2, 3);
    list.large(
        new Diagonals.Diagonal(0, 1, 2),
        in -> in.get(0).diagonal(0, 1, 2),
        Input.of(ANY, 9, 90, 70));
  }

  private static void diagonal(SampleList list, long offset, int first, int second, long... sizes) {
    list.rows(
        new Diagonals.Diagonal(offset, first, second),
        in -> in.get(0).diagonal(offset, first, second),
        Input.of(ANY, sizes));
  }

  private static void embeddings(SampleList list) {
    embed(list, 0, 0, 1, 1);
    embed(list, 0, 0, 1, 3);
    embed(list, 1, 0, 1, 2);
    embed(list, -1, 0, 1, 2);
    embed(list, 2, 1, 0, 2);
    embed(list, 0, 0, 1, 0);
    embed(list, 0, 1, 2, 2, 2);
    embed(list, -1, 0, 2, 2, 3);
    embed(list, 1, 2, 0, 3, 1);
    list.large(
        new Diagonals.DiagEmbed(0, 1, 2, 70, 70),
        in -> in.get(0).diagEmbed(),
        Input.of(ANY, 9, 70));
  }

  private static void embed(SampleList list, long offset, int first, int second, long... sizes) {
    long size = sizes[sizes.length - 1] + Math.abs(offset);
    list.rows(
        new Diagonals.DiagEmbed(offset, first, second, size, size),
        in -> in.get(0).diagEmbed(offset, first, second),
        Input.of(ANY, sizes));
  }

  private static void windows(SampleList list) {
    unfold(list, 0, 1, 1, 1);
    unfold(list, 0, 3, 1, 5);
    unfold(list, 0, 2, 2, 5);
    unfold(list, 0, 5, 3, 5);
    unfold(list, 0, 2, 3, 6);
    unfold(list, 0, 2, 1, 3, 2);
    unfold(list, 1, 2, 1, 2, 4);
    unfold(list, 1, 1, 2, 2, 3, 2);
    unfold(list, 0, 2, 1, 3, 0);
    list.large(
        new Section.Unfold(1, 5, 2), in -> in.get(0).unfold(1, 5, 2), Input.of(ANY, 200, 101));
  }

  private static void unfold(SampleList list, int axis, long size, long step, long... sizes) {
    list.rows(
        new Section.Unfold(axis, size, step),
        in -> in.get(0).unfold(axis, size, step),
        Input.of(ANY, sizes));
  }

  private static void overlaps(SampleList list) {
    overlap(list, 0, 1, 1, 1, 1);
    overlap(list, 0, 5, 1, 3, 3);
    overlap(list, 0, 5, 2, 2, 2);
    overlap(list, 0, 6, 3, 2, 2);
    overlap(list, 0, 3, 1, 2, 2, 2);
    overlap(list, 1, 4, 1, 2, 3, 2);
    overlap(list, 1, 4, 3, 2, 1, 2, 3);
    overlap(list, 0, 3, 1, 2, 0, 2);
    list.large(
        new Section.OverlapAdd(1, 101, 2),
        in -> in.get(0).overlapAdd(1, 101, 2),
        Input.of(ANY, 90, 49, 5));
  }

  private static void overlap(SampleList list, int axis, long length, long step, long... sizes) {
    list.rows(
        new Section.OverlapAdd(axis, length, step),
        in -> in.get(0).overlapAdd(axis, length, step),
        Input.of(ANY, sizes));
  }
}
