// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Scattering;

/** Samples of scattering: places met twice, never and not at all. */
final class ScatteringSamples {

  private static final Values ANY = Values.usual();

  private ScatteringSamples() {}

  static void add(Scattering operation, SampleList list) {
    switch (operation) {
      case Scattering.IndexAdd _ -> additions(list);
      case Scattering.ScatterAdd _ -> scatters(list);
      case Scattering.Scatter _ -> overwrites(list);
    }
  }

  private static void additions(SampleList list) {
    addition(list, 0, 1, Input.of(ANY, 1), Input.index(1, 1));
    addition(list, 0, 3, Input.of(ANY, 5), Input.index(3, 5));
    addition(list, 0, 3, Input.of(ANY, 0), Input.index(3, 0));
    addition(list, 0, 4, Input.of(ANY, 3, 2), Input.index(4, 3));
    addition(list, 1, 2, Input.of(ANY, 2, 3), Input.index(2, 3));
    addition(list, 1, 3, Input.of(ANY, 2, 2, 2), Input.index(3, 2));
    addition(list, 2, 5, Input.of(ANY, 1, 2, 3), Input.index(5, 3));
    addition(list, 0, 0, Input.of(ANY, 0, 2), Input.index(1, 0));
    list.large(
        new Scattering.IndexAdd(0, 90),
        in -> in.get(0).indexAdd(0, in.get(1), 90),
        Input.of(ANY, 300, 170),
        Input.index(90, 300));
  }

  private static void addition(SampleList list, int axis, long size, Input values, Input index) {
    list.rows(
        new Scattering.IndexAdd(axis, size),
        in -> in.get(0).indexAdd(axis, in.get(1), size),
        values,
        index);
  }

  private static void scatters(SampleList list) {
    scatter(list, 0, 1, Input.of(ANY, 1), Input.index(1, 1));
    scatter(list, 0, 3, Input.of(ANY, 6), Input.index(3, 6));
    scatter(list, 0, 3, Input.of(ANY, 0), Input.index(3, 0));
    scatter(list, 0, 4, Input.of(ANY, 3, 2), Input.index(4, 3, 2));
    scatter(list, 1, 2, Input.of(ANY, 2, 3), Input.index(2, 2, 3));
    scatter(list, 1, 3, Input.of(ANY, 2, 2, 2), Input.index(3, 2, 2, 2));
    scatter(list, 2, 5, Input.of(ANY, 1, 2, 3), Input.index(5, 1, 2, 3));
    scatter(list, 1, 4, Input.of(ANY, 0, 2), Input.index(4, 0, 2));
    list.large(
        new Scattering.ScatterAdd(1, 170),
        in -> in.get(0).scatterAdd(1, in.get(1), 170),
        Input.of(ANY, 300, 90),
        Input.index(170, 300, 90));
  }

  private static void scatter(SampleList list, int axis, long size, Input values, Input index) {
    list.rows(
        new Scattering.ScatterAdd(axis, size),
        in -> in.get(0).scatterAdd(axis, in.get(1), size),
        values,
        index);
  }

  private static void overwrites(SampleList list) {
    overwrite(list, 0, Input.of(ANY, 1), 1, 1);
    overwrite(list, 0, Input.of(ANY, 4), 4, 6);
    overwrite(list, 0, Input.of(ANY, 4), 4, 2);
    overwrite(list, 0, Input.of(ANY, 3), 3, 0);
    overwrite(list, 0, Input.of(ANY, 3, 2), 3, 4, 2);
    overwrite(list, 0, Input.of(ANY, 3, 2), 3, 2, 1);
    overwrite(list, 1, Input.of(ANY, 2, 3), 3, 2, 5);
    overwrite(list, 1, Input.of(ANY, 3, 3), 3, 2, 2);
    overwrite(list, 2, Input.of(ANY, 2, 1, 3), 3, 2, 1, 2);
    overwrite(list, 1, Input.of(ANY, 0, 2), 2, 0, 3);
    list.large(
        new Scattering.Scatter(1),
        in -> in.get(0).scatter(1, in.get(1), in.get(2)),
        Input.of(ANY, 300, 170),
        Input.index(170, 300, 90),
        Input.of(ANY, 300, 90));
  }

  private static void overwrite(SampleList list, int axis, Input values, int bound, long... sizes) {
    list.rows(
        new Scattering.Scatter(axis),
        in -> in.get(0).scatter(axis, in.get(1), in.get(2)),
        values,
        Input.index(bound, sizes),
        Input.of(ANY, sizes));
  }
}
