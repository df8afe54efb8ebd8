// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.formula;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.explain.Numbers;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Formulas as text and as LaTeX: signs, parentheses, numbers, matrices, names. */
class FormulaWritersTest {

  private static final PlainFormula PLAIN = new PlainFormula(Numbers::of);
  private static final LatexFormula LATEX = new LatexFormula(Numbers::of);

  private final Formula x = new Formula.Name("x");
  private final Formula y = new Formula.Name("y");

  @Test
  void parentheses_stand_where_they_must() {
    Formula sum = Formula.of(x, Operator.PLUS, y);
    Formula difference = Formula.of(x, Operator.MINUS, sum);
    assertThat(PLAIN.of(difference)).isEqualTo("x - (x + y)");
    assertThat(PLAIN.of(Formula.of(sum, Operator.TIMES, y))).isEqualTo("(x + y) * y");
    assertThat(PLAIN.of(Formula.of(sum, Operator.POWER, Formula.of(2)))).isEqualTo("(x + y)^2");
    assertThat(PLAIN.of(Formula.of(Operator.NEGATE, sum))).isEqualTo("-(x + y)");
    assertThat(LATEX.of(Formula.of(sum, Operator.OVER, y))).isEqualTo("\\frac{x + y}{y}");
    assertThat(LATEX.of(Formula.of(sum, Operator.POWER, y))).isEqualTo("\\left(x + y\\right)^{y}");
  }

  @Test
  void negative_numbers_are_told_from_signs() {
    Formula minus = Formula.of(-3);
    assertThat(PLAIN.of(Formula.of(x, Operator.TIMES, minus))).isEqualTo("x * -3");
    assertThat(PLAIN.of(Formula.of(minus, Operator.POWER, Formula.of(2)))).isEqualTo("(-3)^2");
    assertThat(PLAIN.of(Formula.of(Operator.NEGATE, minus))).isEqualTo("-(-3)");
    assertThat(LATEX.of(Formula.of(x, Operator.TIMES, minus)))
        .isEqualTo("x \\cdot \\left(-3\\right)");
  }

  @Test
  void a_matrix_product_beside_another_product_stands_in_parentheses() {
    Formula product = Formula.of(x, Operator.MATMUL, Formula.of(Operator.TRANSPOSE, y));
    Formula both = Formula.of(product, Operator.TIMES_ELEMENTS, y);
    assertThat(PLAIN.of(both)).isEqualTo("(x @ y^T) * y");
    assertThat(LATEX.of(both)).isEqualTo("\\left(x \\, y^{\\top}\\right) \\odot y");
  }

  @Test
  void numbers_that_are_not_finite_have_their_signs() {
    assertThat(PLAIN.of(Formula.of(Double.NEGATIVE_INFINITY))).isEqualTo("-inf");
    assertThat(LATEX.of(Formula.of(Double.POSITIVE_INFINITY))).isEqualTo("\\infty");
    assertThat(LATEX.of(Formula.of(Double.NaN))).isEqualTo("\\mathrm{NaN}");
    assertThat(LATEX.of(Formula.of(1.5e-7))).isEqualTo("1.5 \\cdot 10^{-7}");
  }

  @Test
  void tensors_are_rows_in_brackets() {
    Formula row = new Formula.Value(Tensor.of(DType.F64, 1, -2));
    Formula matrix = new Formula.Value(Tensor.of(DType.F64, new double[][] {{1, 2}, {3, 4}}));
    assertThat(PLAIN.of(row)).isEqualTo("[1, -2]");
    assertThat(PLAIN.of(matrix)).isEqualTo("[[1, 2], [3, 4]]");
    assertThat(LATEX.of(row)).isEqualTo("\\begin{bmatrix} 1 & -2 \\end{bmatrix}");
    assertThat(LATEX.of(matrix)).isEqualTo("\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}");
  }

  @Test
  void names_stay_names() {
    assertThat(LATEX.of(new Formula.Name("w_0"))).isEqualTo("w_{0}");
    assertThat(LATEX.of(new Formula.Name("hidden.weight"))).isEqualTo("\\mathit{hidden.weight}");
    assertThat(LATEX.of(new Formula.Name("50%{}"))).isEqualTo("\\text{50\\%\\{\\}}");
    assertThat(LATEX.of(new Formula.Name("delta2"))).isEqualTo("\\delta_{2}");
    assertThat(LATEX.of(new Formula.Derivative("f", "w_0")))
        .isEqualTo("\\frac{\\partial f}{\\partial w_{0}}");
  }

  @Test
  void derivatives_of_long_names_are_set_apart() {
    assertThat(PLAIN.of(new Formula.Derivative("f", "x0"))).isEqualTo("df/dx0");
    assertThat(PLAIN.of(new Formula.Derivative("loss", "hidden.weight")))
        .isEqualTo("d loss/d hidden.weight");
  }

  @Test
  void parts_are_replaced_from_the_inside_out() {
    Formula sum = Formula.of(x, Operator.PLUS, Formula.call("exp", y));
    Formula numbers =
        new Formula.Equality(List.of(sum))
            .replaced(part -> part instanceof Formula.Name ? Formula.of(2) : part);
    assertThat(PLAIN.of(numbers)).isEqualTo("2 + exp(2)");
  }
}
