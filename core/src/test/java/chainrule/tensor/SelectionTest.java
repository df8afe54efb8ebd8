// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Selection and scattering that a table of one input does not show. */
class SelectionTest {

  /** The most elements of one tensor. */
  private static final long MOST = Integer.MAX_VALUE - 8L;

  @Test
  void a_row_for_padding_is_read_and_gets_no_gradient() {
    var table = Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}).requiresGrad();
    var index = Tensor.of(Shape.of(2, 2), new int[] {0, 1, 1, 2});
    var rows = table.embedding(index, 1);
    assertThat(rows.shape()).isEqualTo(Shape.of(2, 2, 2));
    assertThat(rows.toDoubles()).containsExactly(1, 2, 3, 4, 3, 4, 5, 6);
    rows.square().sum().backward();
    assertThat(table.grad().toDoubles()).containsExactly(2, 4, 0, 0, 10, 12);
    assertThatThrownBy(() -> table.embedding(index, 3))
        .isInstanceOf(IndexException.class)
        .hasMessage("embedding: padding row 3 of F32[3, 2]; needs 0 to 2");
    assertThatThrownBy(() -> table.embedding(index.plus(1)))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("index 3 at place 3");
  }

  @Test
  void what_is_added_to_a_tensor_passes_gradients_to_both() {
    var a = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).requiresGrad();
    var b = Tensor.of(new double[][] {{10, 20}, {30, 40}}).requiresGrad();
    var index = Tensor.of(Shape.of(1, 2), new long[] {2, 2});
    var sum = a.scatterAdd(1, index, b);
    assertThat(sum.toDoubles()).containsExactly(1, 2, 33, 4, 5, 6);
    sum.square().sum().backward();
    assertThat(a.grad().toDoubles()).containsExactly(2, 4, 66, 8, 10, 12);
    assertThat(b.grad().toDoubles()).containsExactly(66, 66, 0, 0);
    var rows = a.detach().indexAdd(0, Tensor.of(DType.I64, 1, 1), Tensor.ones(2, 3));
    assertThat(rows.toDoubles()).containsExactly(1, 2, 3, 6, 7, 8);
    assertThatThrownBy(() -> a.scatterAdd(1, Tensor.of(Shape.of(3, 1), new long[3]), b))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("scatterAdd: index is I64[3, 1], a is F32[2, 3]");
  }

  @Test
  void the_source_overwritten_later_has_no_gradient_of_any_order() {
    var source = Tensor.of(DType.F64, 2, 3, 4).requiresGrad();
    var index = Tensor.of(DType.I64, 0, 1, 0);
    var out = Tensor.of(DType.F64, 7, 7, 7).scatter(0, index, source);
    assertThat(out.toDoubles()).containsExactly(4, 3, 7);
    var first = Autograd.of(out.pow(3).sum()).createGraph().gradients(source).getFirst();
    assertThat(first.toDoubles()).containsExactly(0, 27, 48);
    var second = Autograd.grad(first.sum(), source).getFirst();
    assertThat(second.toDoubles()).containsExactly(0, 18, 24);
  }

  @Test
  void places_that_are_not_zero() {
    var x = Tensor.of(new double[][] {{0, -1}, {Double.NaN, -0.0}});
    assertThat(x.nonzero().toLongs()).containsExactly(0, 1, 1, 0);
    assertThat(x.transpose().nonzero().toLongs()).containsExactly(0, 1, 1, 0);
    assertThat(Tensor.scalar(5).nonzero().shape()).isEqualTo(Shape.of(1, 0));
    assertThat(Tensor.scalar(0).nonzero().shape()).isEqualTo(Shape.of(0, 0));
    assertThat(Tensor.zeros(0, 3).nonzero().shape()).isEqualTo(Shape.of(0, 2));
  }

  @Test
  void a_mask_and_what_it_selects_from_stretch_to_each_other() {
    var mask = Tensor.of(Shape.of(2, 1), new boolean[] {true, false});
    assertThat(Tensor.of(1, 2).maskedSelect(mask).toDoubles()).containsExactly(1, 2);
    assertThat(Tensor.zeros(0).maskedSelect(Tensor.of(DType.BOOL, 1)).count()).isZero();
    assertThatThrownBy(() -> Tensor.of(1, 2).maskedSelect(Tensor.of(1, 0)))
        .isInstanceOf(DtypeException.class)
        .hasMessageStartingWith("maskedSelect: mask is F32[2]; needs BOOL");
  }

  @Test
  void numbers_are_counted() {
    var row = Tensor.of(DType.I32, 1, 3, 1);
    assertThat(row.bincount().toLongs()).containsExactly(0, 2, 0, 1);
    assertThat(row.bincount(6).toLongs()).containsExactly(0, 2, 0, 1, 0, 0);
    assertThat(row.slice(0, 0, 0).bincount().count()).isZero();
    var weights = Tensor.of(0.5, 2, 4).requiresGrad();
    var sums = row.bincount(weights, 0);
    assertThat(sums.toDoubles()).containsExactly(0, 4.5, 0, 2);
    sums.square().sum().backward();
    assertThat(weights.grad().toDoubles()).containsExactly(9, 4, 9);
    assertThatThrownBy(() -> Tensor.of(DType.I64, -1).bincount())
        .isInstanceOf(IndexException.class)
        .hasMessage("bincount: -1 at place 0; needs 0 or more");
    assertThatThrownBy(() -> Tensor.of(Shape.of(1), new long[] {Long.MAX_VALUE}).bincount())
        .isInstanceOf(LimitException.class);
    assertThatThrownBy(() -> row.bincount(-1)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> row.bincount(Tensor.ones(2), 0)).isInstanceOf(ShapeException.class);
  }

  @Test
  void indices_that_do_not_suit_are_refused() {
    var x = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    var long3 = Tensor.of(Shape.of(3, 1), new long[3]);
    assertThatThrownBy(() -> x.gather(1, long3))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("gather: index is I64[3, 1], a is F32[2, 2]");
    assertThatThrownBy(() -> x.take(Tensor.of(DType.I64, 4))).isInstanceOf(IndexException.class);
    assertThatThrownBy(() -> x.put(Tensor.of(DType.I64, 0), Tensor.ones(2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("put: index is I64[1], source is F32[2]; shapes must agree");
    assertThatThrownBy(() -> x.indexCopy(0, Tensor.of(DType.I64, 0), Tensor.ones(2, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("indexCopy: source is F32[2, 2], index is I64[1]");
    assertThatThrownBy(() -> x.indexFill(0, x, 1))
        .isInstanceOf(DtypeException.class)
        .hasMessageStartingWith("indexFill: index is F32[2, 2]");
    assertThatThrownBy(() -> Tensor.scalar(1).embedding(long3)).isInstanceOf(IndexException.class);
  }

  @Test
  void a_fill_that_is_no_number_of_the_type_is_refused() {
    var bytes = Tensor.of(DType.U8, 1, 2);
    var mask = bytes.equal(1);
    for (double wrong : new double[] {300, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> bytes.maskedFill(mask, wrong))
          .isInstanceOf(DtypeException.class)
          .hasMessageStartingWith("maskedFill: " + wrong + " beside U8[2]; needs a whole number");
      assertThatThrownBy(() -> bytes.padWith(wrong, 1, 0)).isInstanceOf(DtypeException.class);
      assertThatThrownBy(() -> bytes.indexFill(0, Tensor.of(DType.I64, 0), wrong))
          .isInstanceOf(DtypeException.class)
          .hasMessageStartingWith("indexFill: " + wrong);
      assertThatThrownBy(() -> Tensor.full(DType.U8, Shape.of(1), wrong))
          .isInstanceOf(DtypeException.class)
          .hasMessageStartingWith("full: " + wrong);
      assertThatThrownBy(() -> Tensor.constant(DType.U8, wrong)).isInstanceOf(DtypeException.class);
    }
    assertThat(bytes.maskedFill(mask, 255).toLongs()).containsExactly(255, 2);
  }

  @Test
  @Timeout(20)
  void a_repeated_index_is_read_once_where_nothing_is_chosen() {
    var empty = Tensor.full(DType.F32, Shape.of(3, 0), 1).requiresGrad();
    var many = Tensor.scalar(DType.I64, 2).expand(Shape.of(MOST));
    var chosen = empty.indexSelect(0, many);
    assertThat(chosen.shape()).isEqualTo(Shape.of(MOST, 0));
    assertThat(chosen.indexAdd(0, many, 3).shape()).isEqualTo(Shape.of(3, 0));
    chosen.sum().backward();
    assertThat(empty.grad().shape()).isEqualTo(empty.shape());
    for (var wrong : List.of(3, -1)) {
      var index = Tensor.scalar(DType.I64, wrong).expand(Shape.of(MOST));
      assertThatThrownBy(() -> empty.indexSelect(0, index))
          .isInstanceOf(IndexException.class)
          .hasMessage("indexSelect: index " + wrong + " at place 0; needs 0 to 2");
      assertThatThrownBy(() -> chosen.indexAdd(0, index, 3)).isInstanceOf(IndexException.class);
    }
    assertThatThrownBy(() -> empty.indexSelect(0, Tensor.of(DType.I64, 0, 1, 3)))
        .hasMessage("indexSelect: index 3 at place 2; needs 0 to 2");
  }

  @Test
  void other_choices_of_nothing_end_at_once_too() {
    var empty = Tensor.full(DType.F32, Shape.of(3, 0), 1);
    var many = Tensor.scalar(DType.I64, 2).expand(Shape.of(MOST));
    var rows = Tensor.full(DType.F32, Shape.of(1, 0), 1).expand(Shape.of(MOST, 0));
    assertThat(empty.embedding(many).shape()).isEqualTo(Shape.of(MOST, 0));
    assertThat(empty.indexFill(0, many, 1).shape()).isEqualTo(empty.shape());
    assertThat(empty.indexCopy(0, many, rows).shape()).isEqualTo(empty.shape());
    assertThat(rows.takeAlong(0, Tensor.zeros(2, 0).to(DType.I64)).shape())
        .isEqualTo(Shape.of(2, 0));
    assertThatThrownBy(() -> Tensor.of(1, 2, 3).take(many))
        .isInstanceOf(LimitException.class)
        .hasMessageStartingWith("take: F32[2147483639] needs");
    assertThatThrownBy(() -> Tensor.zeros(0).put(many, Tensor.scalar(1).expand(many.shape())))
        .hasMessage("put: index 2 at place 0; needs 0 to -1");
  }

  @Test
  void memory_for_draws_and_labels_is_within_the_budget() {
    var weights = Tensor.scalar(1).expand(Shape.of(MOST));
    for (boolean replacement : new boolean[] {true, false}) {
      assertThatThrownBy(() -> weights.multinomial(2, replacement, Rng.seed(1)))
          .isInstanceOf(LimitException.class)
          .hasMessageStartingWith("multinomial: F64[2147483639] needs");
    }
    assertThatThrownBy(() -> Tensor.of(1, 2).multinomial(1L << 40, true, Rng.seed(1)))
        .isInstanceOf(LimitException.class)
        .hasMessageStartingWith("multinomial: I64[1099511627776] needs");
  }

  @Test
  void memory_for_windows_is_within_the_budget() {
    assertThatThrownBy(() -> Spans.adaptive(3, Integer.MAX_VALUE))
        .isInstanceOf(LimitException.class);
    var none = Tensor.zeros(0, 1, 1L << 30).requiresGrad();
    var means = none.averagePool(Shape.of(1), Sliding.by(1));
    assertThatThrownBy(() -> means.sum().backward())
        .isInstanceOf(LimitException.class)
        .hasMessageStartingWith("averagePool: F64[1, 1073741824] needs");
  }
}
