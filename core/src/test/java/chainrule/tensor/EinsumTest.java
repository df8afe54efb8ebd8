// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import java.util.List;
import org.junit.jupiter.api.Test;

class EinsumTest {

  private static Tensor counted(long... sizes) {
    var shape = Shape.of(sizes);
    return Tensor.range(DType.F64, shape.count()).plus(1).reshape(shape);
  }

  private static Tensor random(String name, long... sizes) {
    return Tensor.normal(DType.F64, Shape.of(sizes), Rng.seed(7).child(name));
  }

  private static void assertSame(Tensor result, Tensor expected) {
    assertThat(result.spec()).isEqualTo(expected.spec());
    assertThat(result.toDoubles()).containsExactly(expected.toDoubles());
  }

  @Test
  void a_product_of_matrices_has_the_bits_of_matmul() {
    var x = random("x", 3, 600);
    var y = random("y", 600, 2);
    assertSame(x.einsum("ij,jk->ik", y), x.matmul(y));
    assertSame(x.einsum(" ij , jk ", y), x.matmul(y));
    assertSame(x.einsum("ij,jk->ki", y), x.matmul(y).transpose());
    assertSame(x.einsum("ij,kj->ik", y.transpose()), x.matmul(y));
    assertSame(x.transpose().einsum("ji,jk->ik", y), x.matmul(y));
  }

  @Test
  void an_ellipsis_broadcasts_from_the_last_axis() {
    var x = random("x", 2, 1, 3, 4);
    var y = random("y", 5, 4, 2);
    assertSame(x.einsum("...ij,...jk->...ik", y), x.matmul(y));
    assertSame(x.einsum("...ij,...jk", y), x.matmul(y));
    assertSame(x.einsum("...->...", new Tensor[0]), x);
    assertThat(x.einsum("...ij,...jk->ik", y).shape()).isEqualTo(Shape.of(3, 2));
    assertSame(
        Tensor.scalar(DType.F64, 3).einsum(",->", Tensor.scalar(DType.F64, 2)),
        Tensor.scalar(DType.F64, 6));
  }

  @Test
  void one_operand_is_summed_transposed_or_cut_along_its_diagonal() {
    var x = counted(2, 3);
    assertSame(x.einsum("ij->ji"), x.transpose());
    assertSame(x.einsum("ji"), x.transpose());
    assertSame(x.einsum("ij->"), Tensor.scalar(DType.F64, 21));
    assertSame(x.einsum("ij->j"), Tensor.of(DType.F64, 5, 7, 9));
    var square = counted(3, 3);
    assertSame(square.einsum("ii->i"), Tensor.of(DType.F64, 1, 5, 9));
    assertSame(square.einsum("ii"), Tensor.scalar(DType.F64, 15));
    assertSame(square.einsum("ii"), square.trace());
    assertSame(counted(2, 2, 2).einsum("iii->i"), Tensor.of(DType.F64, 1, 8));
    assertSame(
        counted(2, 2, 2, 2).einsum("ijij->ij").flatten(), Tensor.of(DType.F64, 1, 6, 11, 16));
  }

  @Test
  void letters_of_the_implicit_result_are_in_order_capitals_first() {
    var x = counted(2, 3);
    assertSame(x.einsum("bA"), x.transpose());
    assertSame(x.einsum("bj,bk", counted(2, 4)), x.transpose().matmul(counted(2, 4)));
  }

  @Test
  void operands_are_contracted_from_left_to_right() {
    var x = random("x", 2, 3);
    var y = random("y", 3, 4);
    var z = random("z", 4, 2);
    assertSame(x.einsum("ij,jk,kl->il", y, z), x.matmul(y).matmul(z));
    assertSame(x.einsum("ij,k->j", y.select(0, 0)), x.sum(0).times(y.select(0, 0).sum()));
  }

  @Test
  void a_sum_over_nothing_is_zero() {
    var x = Tensor.zeros(2, 0);
    assertSame(x.einsum("ij,kj->ik", x), Tensor.zeros(2, 2));
    assertSame(x.einsum("ij->i"), Tensor.zeros(2));
  }

  @Test
  void equal_equations_are_the_same_operation_and_split_into_gates() {
    var x = Tensor.ones(2, 2).requiresGrad();
    var result = x.einsum("i j, jk", x);
    assertThat(result.call().orElseThrow().op())
        .isEqualTo(new TensorProduct.Einsum(List.of("ij", "jk", "ik")));
    var parts = result.call().orElseThrow().op().split(List.of(x, x)).orElseThrow();
    assertThat(parts.call().orElseThrow().op()).isEqualTo(new Contraction.Matmul());
  }

  @Test
  void mistakes_name_the_equation_the_operands_and_the_need() {
    var x = counted(2, 3);
    assertThatThrownBy(() -> x.einsum("ij,jk->ik", counted(4, 5)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "einsum: \"ij,jk->ik\": j is 3 in operand 0, [2, 3], and 4 in operand 1, [4, 5]; sizes"
                + " of a letter must be equal or 1\n"
                + "  fix: check the letters against the shapes, one letter an axis");
    assertThatThrownBy(() -> x.einsum("ij->ik"))
        .isInstanceOf(ArgumentException.class)
        .hasMessage(
            "einsum: equation \"ij->ik\" has 'k' in the result, which no operand has; operands are"
                + " [[2, 3]]\n"
                + "  fix: take letters of the operands: those left out are summed over");
    var none = new TensorProduct.Einsum(List.of());
    assertThatThrownBy(() -> none.apply(List.of(x))).isInstanceOf(ArgumentException.class);
    var twice = new TensorProduct.Einsum(List.of("ij", "ii"));
    assertThatThrownBy(() -> twice.apply(List.of(x))).isInstanceOf(ArgumentException.class);
    var two = new TensorProduct.Einsum(List.of("ij", "jk", "ik"));
    assertThatThrownBy(() -> two.apply(List.of(x))).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> two.apply(List.of(x, x.flatten()))).isInstanceOf(ShapeException.class);
  }

  @Test
  void an_equation_of_any_length_is_answered() {
    var x = counted(2);
    assertThatThrownBy(() -> x.einsum("i".repeat(100_000))).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> x.einsum("i,".repeat(100_000))).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> x.einsum("i->".repeat(100_000)))
        .isInstanceOf(ArgumentException.class)
        .message()
        .hasSizeLessThan(400);
  }

  @Test
  void tensordot_sums_over_pairs_of_axes() {
    var x = random("x", 2, 3, 4);
    var y = random("y", 3, 4, 5);
    assertSame(x.tensordot(y, 2), x.reshape(2, 12).matmul(y.reshape(12, 5)));
    assertSame(
        x.tensordot(y, new int[] {-1, 1}, new int[] {1, 0}).transpose(),
        x.einsum("abc,bcd->da", y));
    assertSame(x.tensordot(y, 0).reshape(24, 60), x.flatten().outer(y.flatten()));
    assertThatThrownBy(() -> x.tensordot(y, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "tensordot: axis 2 of [2, 3, 4] is 4, axis 0 of [3, 4, 5] is 3; sizes of a pair must be"
                + " equal");
    assertThatThrownBy(() -> x.tensordot(y, 4)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> x.tensordot(y, -1)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> x.tensordot(y, new int[] {1}, new int[] {}))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> x.tensordot(y, new int[] {1, 1}, new int[] {0, 1}))
        .hasMessageContaining("name one axis twice");
  }

  @Test
  void blocks_crosses_and_rows_of_dots() {
    var x = counted(1, 2);
    var y = counted(2, 1);
    assertSame(x.kron(y), Tensor.of(DType.F64, Shape.of(2, 2), 1, 2, 2, 4));
    assertSame(x.select(0, 0).kron(y), Tensor.of(DType.F64, Shape.of(2, 2), 1, 2, 2, 4));
    var e = Tensor.of(DType.F64, Shape.of(3, 3), 1, 0, 0, 0, 1, 0, 0, 0, 1);
    assertSame(e.select(0, 0).cross(e.select(0, 1)), e.select(0, 2));
    assertSame(counted(3).cross(Tensor.of(DType.F64, 4, 5, 6)), Tensor.of(DType.F64, -3, 6, -3));
    assertSame(counted(2, 2).vecdot(Tensor.of(DType.F64, 1, 10)), Tensor.of(DType.F64, 21, 43));
    assertSame(counted(2, 2).vecdot(counted(2, 2), 0), Tensor.of(DType.F64, 10, 20));
    assertSame(counted(2, 3).trace(), Tensor.scalar(DType.F64, 6));
    assertSame(counted(3, 2).trace(), Tensor.scalar(DType.F64, 5));
    assertSame(counted(2, 2, 2).trace(), Tensor.of(DType.F64, 5, 13));
  }
}
