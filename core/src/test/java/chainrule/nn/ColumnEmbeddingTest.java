// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.IndexException;
import chainrule.error.ShapeException;
import chainrule.plan.Compiled;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnEmbeddingTest {

  private static Embedding table(DType dtype, double... rows) {
    Tensor weight = Tensor.of(dtype, Shape.of(rows.length / 2, 2), rows).requiresGrad();
    return new Embedding(weight, OptionalLong.empty());
  }

  /** Rows of 4: the second and the last hold one of 3 and of 2 categories. */
  private static ColumnEmbedding layer(DType dtype) {
    return new ColumnEmbedding(
        4,
        List.of(1L, 3L),
        List.of(table(dtype, 10, 11, 20, 21, 30, 31), table(dtype, 40, 41, 50, 51)));
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void a_category_becomes_a_row_of_its_table_in_its_place(DType dtype) {
    Tensor x = Tensor.of(dtype, Shape.of(2, 4), new double[] {0.5, 2, -1, 0, 7, 0, 8, 1});
    Tensor y = layer(dtype).apply(x);
    assertThat(y.spec()).hasToString(dtype + "[2, 6]");
    assertThat(y.toDoubles()).containsExactly(0.5, 30, 31, -1, 40, 41, 7, 10, 11, 8, 50, 51);
    assertThat(layer(dtype).label()).isEqualTo("ColumnEmbedding(4 -> 6)");
  }

  @Test
  void rows_of_nothing_else_and_columns_side_by_side_are_taken_too() {
    var layer = new ColumnEmbedding(2, List.of(0L, 1L), layer(DType.F32).tables());
    assertThat(layer.apply(Tensor.of(new double[][] {{1, 1}})).toDoubles())
        .containsExactly(20, 21, 50, 51);
    var single = new ColumnEmbedding(1, List.of(0L), layer(DType.F32).tables().subList(0, 1));
    assertThat(single.apply(Tensor.of(new double[][] {{2}, {0}})).shape()).hasToString("[2, 2]");
    assertThat(layer.apply(Tensor.zeros(0, 2)).shape()).hasToString("[0, 4]");
  }

  @Test
  void tables_are_trained_where_they_were_looked_up_and_numbers_pass_gradients() {
    ColumnEmbedding layer = layer(DType.F32);
    Tensor x = Tensor.of(new double[][] {{0.5, 2, -1, 0}, {1, 2, 3, 1}}).requiresGrad();
    layer.apply(x).times(Tensor.of(1, 2, 3, 4, 5, 6)).sum().backward();
    assertThat(layer.tables().getFirst().weight().grad().toDoubles())
        .containsExactly(0, 0, 0, 0, 4, 6);
    assertThat(x.grad().toDoubles()).containsExactly(1, 0, 4, 0, 1, 0, 4, 0);
    assertThat(Parameters.of(layer).all().sequencedKeySet())
        .containsExactly("tables.0.weight", "tables.1.weight");
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, -1, 0.5, 1.0000001, 1e30, -1e30})
  void what_is_no_number_of_a_category_is_refused_by_its_column(double wrong) {
    refused(wrong);
  }

  @Test
  void what_is_no_number_at_all_is_refused_too() {
    refused(Double.NaN);
    refused(Double.POSITIVE_INFINITY);
    refused(Double.NEGATIVE_INFINITY);
  }

  private static void refused(double wrong) {
    Tensor x = Tensor.of(new double[][] {{0, 1, 0, 1}, {0, wrong, 0, 1}});
    assertThatThrownBy(() -> layer(DType.F32).apply(x))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("columnEmbedding: column 1 holds what is no number of a category")
        .hasMessageContaining("at place 1; needs 0 to 2")
        .hasMessageContaining("in:  ColumnEmbedding(4 -> 6)");
  }

  @Test
  void a_plan_refuses_them_as_well() {
    ColumnEmbedding layer = layer(DType.F32);
    Compiled plan = Compiled.of(in -> List.of(Autograd.noGrad(() -> layer.apply(in.getFirst()))));
    Tensor good = Tensor.of(new double[][] {{0, 1, 0, 1}});
    for (int call = 0; call < 3; call++) {
      assertThat(plan.apply(good).getFirst().toDoubles())
          .containsExactly(layer.apply(good).toDoubles());
    }
    assertThat(plan.plan(good)).isPresent();
    for (double wrong : new double[] {3, -1, 0.5, Double.NaN, 1e30}) {
      assertThatThrownBy(() -> plan.apply(Tensor.of(new double[][] {{0, 1, 0, wrong}})))
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("needs 0 to 1");
    }
  }

  @Test
  void rows_and_types_that_do_not_fit_are_named() {
    assertThatThrownBy(() -> layer(DType.F32).apply(Tensor.ones(2, 5)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("columnEmbedding: x is F32[2, 5]; needs [n, 4]");
    assertThatThrownBy(() -> layer(DType.F32).apply(Tensor.ones(4)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> layer(DType.F64).apply(Tensor.ones(2, 4)))
        .isInstanceOf(DtypeException.class);
  }

  @Test
  void layers_that_cannot_be_are_refused() {
    List<Embedding> tables = layer(DType.F32).tables();
    for (List<Long> columns :
        List.of(
            List.of(1L),
            List.of(1L, 1L),
            List.of(3L, 1L),
            List.of(-1L, 1L),
            List.of(1L, 4L),
            List.of(0L, 1L, 2L))) {
      assertThatThrownBy(() -> new ColumnEmbedding(4, columns, tables))
          .isInstanceOf(ArgumentException.class)
          .hasMessageStartingWith("columnEmbedding: ");
    }
    assertThatThrownBy(() -> new ColumnEmbedding(4, List.of(), List.of()))
        .isInstanceOf(ArgumentException.class);
  }
}
