// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentsTest {

  @ParameterizedTest
  @CsvSource({
    "x=-2, -2",
    "x = -2 # a comment, -2",
    "x=.5, 0.5",
    "x=−1e-3, -0.001",
    "x=1/4, 0.25",
    "x=2^-1, 0.5",
    "x=2*pi, 6.283185307179586",
    "x=e, 2.718281828459045",
    "x=sqrt(16), 4",
    "x＝（1＋2）×3, 9",
    "x=1_000, 1000",
  })
  void numbers_and_arithmetic_on_them(String text, double value) {
    var x = Assignments.parse(text).get("x");
    assertThat(x.item()).isEqualTo(value);
    assertThat(x.dtype()).isEqualTo(DType.F64);
    assertThat(x.isLeaf() && x.isGradRequired()).isTrue();
  }

  @Test
  void vectors_and_matrices() {
    var values = Assignments.parse("W=[[1,2],[3,4]]; x=[.1, -1/2, 3]; T=[[[1],[2]]]");
    assertThat(values.keySet()).containsExactly("W", "x", "T");
    assertThat(values.get("W").shape()).isEqualTo(Shape.of(2, 2));
    assertThat(values.get("W").toDoubles()).containsExactly(1, 2, 3, 4);
    assertThat(values.get("x").toDoubles()).containsExactly(.1, -.5, 3);
    assertThat(values.get("T").shape()).isEqualTo(Shape.of(1, 2, 1));
    assertThat(values.values()).allMatch(value -> value.isLeaf() && value.isGradRequired());
  }

  @Test
  void words_of_a_command_line() {
    assertThat(Assignments.parse(List.of("x=-2", "y=5", "z=-4")).keySet())
        .containsExactly("x", "y", "z");
    assertThat(Assignments.parse(List.of())).isEmpty();
    assertThat(Assignments.parse(List.of("x=-2", "x=3 ", "y=1").subList(0, 1))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "-2            | assignment-unnamed 1:1",
        "x             | assignment-unnamed 1:1",
        "x=1; 2        | assignment-unnamed 1:6",
        "x=y           | assignment-name 1:3",
        "x=1; y=x+1    | assignment-name 1:8",
        "x=NaN         | assignment-infinite 1:3",
        "x=-Infinity   | assignment-infinite 1:4",
        "x=inf         | assignment-infinite 1:3",
        "x=1/0         | assignment-infinite 1:3",
        "x=[1, 1/0]    | assignment-infinite 1:3",
        "x=1e999       | number-large 1:3",
        "x=            | early-end 1:3",
        "x==2          | comparison-place 1:2",
        "x=1,5         | comma 1:4",
        "x=[1,2],[3,4] | comma 1:8",
        "x=[[1,2],[3]] | literal-ragged 1:10",
        "x=1 y=2       | product 1:5",
        "=2            | assign-nothing 1:1",
        "2=x           | assign-to-formula 1:2",
        "x-y=2         | assign-to-formula 1:4",
        "x=1; x=2      | name-twice 1:6",
        "x=abc         | assignment-name 1:3",
        "x=log(-1)     | assignment-infinite 1:3",
        "x=[1,2]+[1,2,3] | fit-elements 1:8",
      })
  void mistakes_are_told_as_in_expressions(String text, String expected) {
    var error = Carets.errorOf(text, () -> Assignments.parse(text)).orElseThrow();
    assertThat(error.code() + " " + error.line() + ":" + error.column()).isEqualTo(expected);
  }

  @Test
  void a_name_given_twice_on_a_command_line_is_refused() {
    var error =
        Carets.errorOf("x=1\nx=2", () -> Assignments.parse(List.of("x=1", "x=2"))).orElseThrow();
    assertThat(error.code()).isEqualTo("name-twice");
    var open =
        Carets.errorOf("x=(1", () -> Assignments.parse(List.of("x=(1", "y=2)"))).orElseThrow();
    assertThat(open.code()).isEqualTo("unclosed");
  }
}
