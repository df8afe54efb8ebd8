// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Contraction;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** Samples of products: batches that broadcast, single rows, long and empty inner sizes. */
final class ContractionSamples {

  private static final Values ANY = Values.usual();

  private ContractionSamples() {}

  static void add(Contraction operation, SampleList list) {
    switch (operation) {
      case Contraction.Matmul op -> products(op, list);
      case Contraction.Affine op -> layers(op, list);
    }
  }

  private static void products(Contraction.Matmul op, SampleList list) {
    Function<List<Tensor>, Tensor> call = in -> in.get(0).matmul(in.get(1));
    long[][][] pairs = {
      {{1, 1}, {1, 1}},
      {{2, 3}, {3, 4}},
      {{1, 3}, {3, 2}},
      {{3, 2}, {2, 1}},
      {{2, 0}, {0, 3}},
      {{0, 2}, {2, 3}},
      {{2, 2, 3}, {2, 3, 2}},
      {{2, 2, 3}, {3, 2}},
      {{2, 3}, {2, 3, 1}},
      {{2, 1, 1, 2}, {3, 2, 1}},
      {{2, 3}, {3, 0}}
    };
    for (long[][] pair : pairs) {
      list.rows(op, call, Input.of(ANY, pair[0]), Input.of(ANY, pair[1]));
    }
    list.large(op, call, Input.of(ANY, 37, 1100), Input.of(ANY, 1100, 41));
    list.large(op, call, Input.of(ANY, 130, 30), Input.of(ANY, 30, 170));
    list.large(op, call, Input.of(ANY, 3, 40, 50), Input.of(ANY, 3, 50, 60));
  }

  private static void layers(Contraction.Affine op, SampleList list) {
    Function<List<Tensor>, Tensor> call = in -> in.get(0).affine(in.get(1), in.get(2));
    long[][][] triples = {
      {{1, 1}, {1, 1}, {1}}, {{2, 3}, {3, 4}, {4}}, {{1, 3}, {3, 2}, {2}}, {{3, 2}, {2, 1}, {1}},
      {{2, 0}, {0, 3}, {3}}, {{0, 2}, {2, 3}, {3}}, {{2, 2, 3}, {3, 2}, {2}}, {{2, 3}, {3, 0}, {0}}
    };
    for (long[][] triple : triples) {
      list.rows(
          op, call, Input.of(ANY, triple[0]), Input.of(ANY, triple[1]), Input.of(ANY, triple[2]));
    }
    list.large(op, call, Input.of(ANY, 100, 784), Input.of(ANY, 784, 16), Input.of(ANY, 16));
    list.large(op, call, Input.of(ANY, 130, 30), Input.of(ANY, 30, 170), Input.of(ANY, 170));
  }
}
