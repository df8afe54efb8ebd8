// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.tensor.Tensor;
import chainrule.tensor.TensorProduct;
import chainrule.tensor.VectorProduct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Samples of products of vectors and of sums over letters, with axes that broadcast and empty. */
final class ProductSamples {

  private static final Values ANY = Values.usual();

  private ProductSamples() {}

  static void vectors(VectorProduct product, SampleList list) {
    switch (product) {
      case VectorProduct.Dot op -> {
        Function<List<Tensor>, Tensor> call = in -> in.get(0).dot(in.get(1));
        for (int count : new int[] {0, 1, 2, 3, 4, 5, 7, 16, 600}) {
          list.rows(op, call, Input.of(ANY, count), Input.of(ANY, count));
        }
        list.large(op, call, Input.of(ANY, 40000), Input.of(ANY, 40000));
      }
      case VectorProduct.Outer op -> {
        Function<List<Tensor>, Tensor> call = in -> in.get(0).outer(in.get(1));
        long[][] sizes = {{1, 1}, {2, 3}, {3, 2}, {1, 4}, {4, 1}, {0, 2}, {2, 0}, {3, 3}, {5, 2}};
        for (long[] pair : sizes) {
          list.rows(op, call, Input.of(ANY, pair[0]), Input.of(ANY, pair[1]));
        }
        list.large(op, call, Input.of(ANY, 300), Input.of(ANY, 170));
      }
      case VectorProduct.Vecdot _ -> dots(list);
      case VectorProduct.Cross _ -> crosses(list);
    }
  }

  private static void dots(SampleList list) {
    long[][][] last = {
      {{3}, {3}},
      {{1}, {1}},
      {{0}, {0}},
      {{2, 3}, {2, 3}},
      {{2, 3}, {3}},
      {{3}, {2, 3}},
      {{2, 1, 3}, {2, 3}},
      {{0, 3}, {0, 3}},
      {{2, 1}, {2, 3}}
    };
    for (long[][] pair : last) {
      int axis = Math.max(pair[0].length, pair[1].length) - 1;
      list.rows(
          new VectorProduct.Vecdot(axis),
          in -> in.get(0).vecdot(in.get(1)),
          Input.of(ANY, pair[0]),
          Input.of(ANY, pair[1]));
    }
    VectorProduct.Vecdot first = new VectorProduct.Vecdot(0);
    Function<List<Tensor>, Tensor> along = in -> in.get(0).vecdot(in.get(1), 0);
    list.rows(first, along, Input.of(ANY, 3, 2), Input.of(ANY, 3, 2));
    list.rows(first, along, Input.of(ANY, 2, 2), Input.of(ANY, 2));
    list.large(first, along, Input.of(ANY, 300, 170), Input.of(ANY, 300, 170));
  }

  private static void crosses(SampleList list) {
    long[][][] last = {
      {{3}, {3}},
      {{2, 3}, {2, 3}},
      {{2, 3}, {3}},
      {{3}, {1, 3}},
      {{2, 1, 3}, {2, 3}},
      {{0, 3}, {0, 3}},
      {{2, 1, 3}, {1, 2, 3}}
    };
    for (long[][] pair : last) {
      int axis = Math.max(pair[0].length, pair[1].length) - 1;
      list.rows(
          new VectorProduct.Cross(axis),
          in -> in.get(0).cross(in.get(1)),
          Input.of(ANY, pair[0]),
          Input.of(ANY, pair[1]));
    }
    VectorProduct.Cross first = new VectorProduct.Cross(0);
    Function<List<Tensor>, Tensor> along = in -> in.get(0).cross(in.get(1), 0);
    list.rows(first, along, Input.of(ANY, 3, 2), Input.of(ANY, 3, 2));
    list.rows(first, along, Input.of(ANY, 3, 1), Input.of(ANY, 3, 2));
    list.large(first, along, Input.of(ANY, 3, 14000), Input.of(ANY, 3, 14000));
  }

  static void tensors(TensorProduct product, SampleList list) {
    switch (product) {
      case TensorProduct.Einsum _ -> einsums(list);
      case TensorProduct.Kron op -> krons(op, list);
      case TensorProduct.Trace op -> traces(op, list);
    }
  }

  private static void einsums(SampleList list) {
    einsum(list, ",->", new long[][] {{}, {}}, "", "", "");
    einsum(list, "ij->", new long[][] {{2, 3}}, "ij", "");
    einsum(list, "ji", new long[][] {{2, 3}}, "ji", "ij");
    einsum(list, "ii->i", new long[][] {{3, 3}}, "ii", "i");
    einsum(list, "ii", new long[][] {{2, 2}}, "ii", "");
    einsum(list, "iji->j", new long[][] {{2, 3, 2}}, "iji", "j");
    einsum(list, "...ii->...i", new long[][] {{2, 2, 2}}, "αii", "αi");
    einsum(list, "i,i->", new long[][] {{3}, {3}}, "i", "i", "");
    einsum(list, "i,j", new long[][] {{2}, {3}}, "i", "j", "ij");
    einsum(list, "i,i->i", new long[][] {{3}, {1}}, "i", "i", "i");
    einsum(list, "ij,jk->ik", new long[][] {{2, 3}, {3, 2}}, "ij", "jk", "ik");
    einsum(list, "ij,kj->ki", new long[][] {{2, 3}, {2, 3}}, "ij", "kj", "ki");
    einsum(list, "ij,jk", new long[][] {{2, 0}, {0, 3}}, "ij", "jk", "ik");
    einsum(list, "bij,bjk->bik", new long[][] {{2, 1, 2}, {2, 2, 2}}, "bij", "bjk", "bik");
    einsum(list, "ij,ij->j", new long[][] {{2, 3}, {1, 3}}, "ij", "ij", "j");
    einsum(list, "ij,k->j", new long[][] {{2, 2}, {3}}, "ij", "k", "j");
    einsum(
        list, "...ij,...jk->...ik", new long[][] {{2, 1, 1, 2}, {3, 2, 1}}, "βαij", "αjk", "βαik");
    einsum(list, "...,...", new long[][] {{2, 1}, {3}}, "βα", "α", "βα");
    einsum(list, "i,j,k->kji", new long[][] {{2}, {1}, {2}}, "i", "j", "k", "kji");
    einsum(list, "i,ij,j->", new long[][] {{2}, {2, 3}, {3}}, "i", "ij", "j", "");
    einsum(
        list, "ijk,jl,kl->il", new long[][] {{1, 2, 3}, {2, 2}, {3, 2}}, "ijk", "jl", "kl", "il");
    einsum(list, "ab,bc,cc->a", new long[][] {{2, 2}, {2, 2}, {2, 2}}, "ab", "bc", "cc", "a");
    Function<List<Tensor>, Tensor> call = in -> in.get(0).einsum("bij,kj->bki", in.get(1));
    list.large(
        new TensorProduct.Einsum(List.of("bij", "kj", "bki")),
        call,
        Input.of(ANY, 3, 40, 50),
        Input.of(ANY, 60, 50));
  }

  private static void einsum(SampleList list, String equation, long[][] shapes, String... terms) {
    List<Input> inputs = new ArrayList<>();
    for (long[] shape : shapes) {
      inputs.add(Input.of(ANY, shape));
    }
    list.rows(
        new TensorProduct.Einsum(Arrays.asList(terms)),
        in -> in.getFirst().einsum(equation, in.subList(1, in.size()).toArray(Tensor[]::new)),
        inputs.toArray(Input[]::new));
  }

  private static void krons(TensorProduct.Kron op, SampleList list) {
    Function<List<Tensor>, Tensor> call = in -> in.get(0).kron(in.get(1));
    long[][][] pairs = {
      {{}, {}},
      {{1}, {1}},
      {{2}, {3}},
      {{2, 2}, {1, 2}},
      {{2, 2}, {2}},
      {{2}, {2, 1}},
      {{}, {2, 2}},
      {{0, 2}, {2, 1}},
      {{1, 2, 1}, {2, 1, 2}}
    };
    for (long[][] pair : pairs) {
      list.rows(op, call, Input.of(ANY, pair[0]), Input.of(ANY, pair[1]));
    }
    list.large(op, call, Input.of(ANY, 10, 20), Input.of(ANY, 20, 10));
  }

  private static void traces(TensorProduct.Trace op, SampleList list) {
    Function<List<Tensor>, Tensor> call = in -> in.get(0).trace();
    long[][] shapes = {
      {1, 1}, {2, 2}, {2, 3}, {3, 2}, {0, 0}, {3, 0}, {0, 2}, {2, 2, 2}, {2, 1, 2, 3}, {0, 2, 2}
    };
    for (long[] shape : shapes) {
      list.rows(op, call, Input.of(ANY, shape));
    }
    list.large(op, call, Input.of(ANY, 200, 210));
  }
}
