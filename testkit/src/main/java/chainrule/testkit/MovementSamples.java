// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Diagonals;
import chainrule.tensor.Filling;
import chainrule.tensor.Movement;
import chainrule.tensor.Section;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Samples of movements: every attribute a few ways, on views and on nothing. */
final class MovementSamples {

  private static final Values ANY = Values.usual();

  private MovementSamples() {}

  static void add(Movement operation, SampleList list) {
    switch (operation) {
      case Movement.Reshape _ -> reshapes(list);
      case Movement.Permute _ -> permutations(list);
      case Movement.Expand _ -> expansions(list);
      case Movement.Concat _ -> concatenations(list);
      case Movement.Cast _ -> casts(list);
      case Section section -> SectionSamples.add(section, list);
      case Diagonals diagonals -> SectionSamples.add(diagonals, list);
      case Filling filling -> FillingSamples.add(filling, list);
    }
  }

  private static void reshapes(SampleList list) {
    long[][][] pairs = {
      {{}, {1, 1}},
      {{1}, {}},
      {{6}, {2, 3}},
      {{2, 3}, {3, 2}},
      {{2, 3}, {6}},
      {{2, 3}, {2, 1, 3}},
      {{0}, {2, 0}},
      {{2, 3, 2}, {2, 6}},
      {{2, 1, 2}, {1, 4}}
    };
    for (long[][] pair : pairs) {
      Shape target = Shape.of(pair[1]);
      list.rows(
          new Movement.Reshape(target), in -> in.get(0).reshape(target), Input.of(ANY, pair[0]));
    }
    Shape target = Shape.of(170, 300);
    list.large(
        new Movement.Reshape(target), in -> in.get(0).reshape(170, -1), Input.of(ANY, 300, 170));
  }

  private static void permutations(SampleList list) {
    int[][] orders = {{}, {0}, {1, 0}, {0, 1}, {2, 0, 1}, {0, 2, 1}, {2, 1, 0}, {1, 2, 0}};
    for (int[] order : orders) {
      long[] sizes = Arrays.copyOf(new long[] {2, 3, 1}, order.length);
      list.rows(permute(order), in -> in.get(0).permute(order), Input.of(ANY, sizes));
    }
    list.rows(permute(1, 0), in -> in.get(0).transpose(), Input.of(ANY, 2, 0));
    list.large(permute(1, 0), in -> in.get(0).transpose(), Input.of(ANY, 300, 170));
  }

  private static Movement permute(int... order) {
    return new Movement.Permute(Arrays.stream(order).boxed().toList());
  }

  private static void expansions(SampleList list) {
    long[][][] pairs = {
      {{}, {}},
      {{}, {2, 3}},
      {{1}, {4}},
      {{3}, {2, 3}},
      {{2, 1}, {2, 3}},
      {{2, 1}, {3, 2, 2}},
      {{1}, {0}},
      {{2, 3}, {2, 3}},
      {{0, 1}, {0, 2}}
    };
    for (long[][] pair : pairs) {
      Shape target = Shape.of(pair[1]);
      list.rows(
          new Movement.Expand(target), in -> in.get(0).expand(target), Input.of(ANY, pair[0]));
    }
    Shape target = Shape.of(300, 170);
    list.large(new Movement.Expand(target), in -> in.get(0).expand(target), Input.of(ANY, 170));
  }

  private static void concatenations(SampleList list) {
    concat(list, 0, Input.of(ANY, 2), Input.of(ANY, 3));
    concat(list, 0, Input.of(ANY, 1));
    concat(list, 0, Input.of(ANY, 2), Input.of(ANY, 0), Input.of(ANY, 1));
    concat(list, 0, Input.of(ANY, 1, 3), Input.of(ANY, 2, 3));
    concat(list, 1, Input.of(ANY, 2, 1), Input.of(ANY, 2, 3), Input.of(ANY, 2, 2));
    concat(list, 1, Input.of(ANY, 2, 2, 1), Input.of(ANY, 2, 1, 1));
    concat(list, 2, Input.of(ANY, 1, 2, 1), Input.of(ANY, 1, 2, 2));
    concat(list, 1, Input.of(ANY, 0, 1), Input.of(ANY, 0, 2));
    list.large(
        new Movement.Concat(1),
        MovementSamples::joined1,
        Input.of(ANY, 300, 90),
        Input.of(ANY, 300, 80));
  }

  private static Tensor joined1(List<Tensor> inputs) {
    return inputs.get(0).concat(1, inputs.subList(1, inputs.size()).toArray(Tensor[]::new));
  }

  private static void concat(SampleList list, int axis, Input... inputs) {
    list.rows(
        new Movement.Concat(axis),
        in -> in.get(0).concat(axis, in.subList(1, in.size()).toArray(Tensor[]::new)),
        inputs);
  }

  private static void casts(SampleList list) {
    // F32 rounds: a difference of two rounded numbers is no slope, so F64 stays out of the way.
    DType other = list.dtype() == DType.F32 ? DType.F64 : DType.I32;
    for (DType target : List.of(other, DType.I64, DType.U8, DType.BOOL)) {
      for (long[] sizes : new long[][] {{}, {1}, {0}, {2, 3}}) {
        list.rows(
            new Movement.Cast(target),
            in -> in.get(0).to(target),
            Input.of(Values.within(0, 9), sizes));
      }
    }
    list.large(new Movement.Cast(other), in -> in.get(0).to(other), Input.of(ANY, 300, 170));
  }
}
