// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.Shape;
import chainrule.tensor.Filling;
import java.util.Arrays;
import java.util.List;

/** Samples of frames, triangles and masks. */
final class FillingSamples {

  private static final Values ANY = Values.usual();

  private FillingSamples() {}

  static void add(Filling operation, SampleList list) {
    switch (operation) {
      case Filling.Pad _ -> frames(list);
      case Filling.Triu _ -> upper(list);
      case Filling.Tril _ -> lower(list);
      case Filling.MaskedFill _ -> masks(list);
    }
  }

  private static void frames(SampleList list) {
    list.rows(pad(0, List.of(), List.of()), in -> in.get(0).pad(), Input.of(ANY));
    list.rows(pad(0, List.of(1L), List.of(2L)), in -> in.get(0).pad(1, 2), Input.of(ANY, 3));
    list.rows(
        pad(-0.5, List.of(2L), List.of(0L)), in -> in.get(0).padWith(-0.5, 2, 0), Input.of(ANY, 1));
    list.rows(pad(7, List.of(1L), List.of(1L)), in -> in.get(0).padWith(7, 1, 1), Input.of(ANY, 0));
    list.rows(pad(0, List.of(-1L), List.of(2L)), in -> in.get(0).pad(-1, 2), Input.of(ANY, 4));
    list.rows(
        pad(3, List.of(1L), List.of(-2L)), in -> in.get(0).padWith(3, 1, -2), Input.of(ANY, 4));
    list.rows(pad(0, List.of(-1L), List.of(-2L)), in -> in.get(0).pad(-1, -2), Input.of(ANY, 4));
    list.rows(
        pad(0, List.of(0L, 1L), List.of(0L, 2L)), in -> in.get(0).pad(1, 2), Input.of(ANY, 2, 3));
    list.rows(
        pad(2, List.of(1L, 0L), List.of(0L, 1L)),
        in -> in.get(0).padWith(2, 0, 1, 1, 0),
        Input.of(ANY, 2, 3));
    list.rows(
        pad(0, List.of(0L, 1L, -1L), List.of(0L, 1L, 1L)),
        in -> in.get(0).pad(-1, 1, 1, 1),
        Input.of(ANY, 2, 1, 3));
    list.large(
        pad(0, List.of(1L, 3L), List.of(2L, 4L)),
        in -> in.get(0).pad(3, 4, 1, 2),
        Input.of(ANY, 300, 170));
  }

  private static Filling pad(double value, List<Long> before, List<Long> after) {
    return new Filling.Pad(before, after, value);
  }

  /** Matrices, and diagonals that leave something of them. */
  private static final long[][] TRIANGLES = {
    {0, 1, 1},
    {0, 3, 3},
    {0, 2, 4},
    {0, 4, 2},
    {1, 3, 3},
    {-1, 3, 3},
    {-1, 2, 3, 2},
    {0, 0, 2},
    {0, 2, 0},
    {0, 2, 1, 2, 3}
  };

  private static void upper(SampleList list) {
    for (long[] each : TRIANGLES) {
      list.rows(new Filling.Triu(each[0]), in -> in.get(0).triu(each[0]), matrix(each));
    }
    list.large(new Filling.Triu(5), in -> in.get(0).triu(5), Input.of(ANY, 300, 170));
  }

  private static void lower(SampleList list) {
    for (long[] each : TRIANGLES) {
      list.rows(new Filling.Tril(each[0]), in -> in.get(0).tril(each[0]), matrix(each));
    }
    list.large(new Filling.Tril(-5), in -> in.get(0).tril(-5), Input.of(ANY, 300, 170));
  }

  private static Input matrix(long... diagonalAndSizes) {
    return Input.of(ANY, Arrays.copyOfRange(diagonalAndSizes, 1, diagonalAndSizes.length));
  }

  private static void masks(SampleList list) {
    long[][][] pairs = {
      {{}, {}},
      {{1}, {}},
      {{5}, {5}},
      {{5}, {1}},
      {{0}, {0}},
      {{2, 3}, {2, 3}},
      {{2, 3}, {3}},
      {{2, 3}, {2, 1}},
      {{2, 1, 2}, {}},
      {{2, 0}, {2, 1}}
    };
    for (long[][] pair : pairs) {
      mask(list, -1.5, pair[0], pair[1]);
    }
    list.large(
        new Filling.MaskedFill(0),
        in -> in.get(0).maskedFill(in.get(1), 0),
        Input.of(ANY, 300, 170),
        Input.condition(Shape.of(300, 170)));
  }

  private static void mask(SampleList list, double value, long[] sizes, long[] mask) {
    list.rows(
        new Filling.MaskedFill(value),
        in -> in.get(0).maskedFill(in.get(1), value),
        Input.of(ANY, sizes),
        Input.condition(Shape.of(mask)));
  }
}
