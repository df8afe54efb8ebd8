// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "(x+y)*z            | \\left(x + y\\right) \\cdot z",
        "1/(1+exp(-x))      | \\frac{1}{1 + e^{-x}}",
        "x/y/z              | \\frac{\\frac{x}{y}}{z}",
        "x*y/z              | \\frac{x \\cdot y}{z}",
        "x - (y - z)        | x - \\left(y - z\\right)",
        "x + -y             | x + \\left(-y\\right)",
        "-(x + y)           | -\\left(x + y\\right)",
        "-x^2               | -x^{2}",
        "(-x)^2             | \\left(-x\\right)^{2}",
        "(x^2)^3            | \\left(x^{2}\\right)^{3}",
        "2^(x+1)            | 2^{x + 1}",
        "W' @ x             | W^{\\top}\\,x",
        "sigmoid(w0*x0+b)   | \\sigma\\left(w_{0} \\cdot x_{0} + b\\right)",
        "norm(W @ x)^2      | \\lVert W\\,x \\rVert^{2}",
        "abs(x) + sqrt(y)   | \\lvert x \\rvert + \\sqrt{y}",
        "max(x, 0)          | \\max\\left(x, 0\\right)",
        "sum(x, axis=0)     | \\textstyle\\sum\\left(x,\\ \\text{axis} = 0\\right)",
        "softplus(x)        | \\operatorname{softplus}\\left(x\\right)",
        "dot(w, x)          | w \\cdot x",
        "1e-9 * x           | 1 \\cdot 10^{-9} \\cdot x",
        "[1, 2]             | \\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}",
        "[[1, 2], [3, 4]]   | \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}",
        "alpha * θ_out      | \\alpha \\cdot \\theta_{\\mathit{out}}",
        "learning + 速度2    | \\mathit{learning} + \\text{速度}_{2}",
        "where(x > 0, x, y) | \\begin{cases} x & x > 0 \\\\ y & \\text{otherwise} \\end{cases}",
      })
  void formulas_look_as_in_a_book(String text, String latex) {
    assertThat(Notation.parse(text).toLatex()).isEqualTo(latex);
  }

  @Test
  void statements_are_aligned() {
    assertThat(Notation.parse("q = x+y; q*z").toLatex())
        .isEqualTo(
            """
            \\begin{aligned}
            q &= x + y \\\\
            &q \\cdot z
            \\end{aligned}\
            """);
    assertThat(Notation.parse("x₁ = 3").statements().getFirst().toLatex()).isEqualTo("x_{1} = 3");
  }
}
