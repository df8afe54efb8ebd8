// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.LimitException;
import chainrule.explain.code.RunJava;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the written Java looks like, and what it refuses. */
class JavaCodeTest {

  @TempDir private Path folder;

  private static Pass pass(Circuits.Circuit circuit) {
    return Graph.of(circuit.output(), circuit.names()).forward().backward();
  }

  @Test
  void the_sigmoid_neuron_reads_like_this() {
    assertThat(JavaCode.of(pass(Circuits.neuron())).source("Neuron"))
        .isEqualTo(
            """
            public final class Neuron {

              public static void main(String[] args) {
                // what is given
                double w0 = 2.0;
                double x0 = -1.0;
                double w1 = -3.0;
                double x1 = -2.0;
                double w2 = -3.0;

                // forward
                double mul1 = w0 * x0;               // (1)
                double mul2 = w1 * x1;               // (2)
                double add3 = mul1 + mul2;           // (3)
                double dot = add3 + w2;              // (4)
                double neg4 = -dot;                  // (5)
                double exp5 = StrictMath.exp(neg4);  // (6)
                double add6 = exp5 + 1.0;            // (7)
                double f = 1.0 / add6;               // (8)

                // backward, in reverse order
                double df = 1.0;               // the gradient at the output
                double dadd6 = -df * (f * f);  // (8) backward of f
                double dexp5 = dadd6;          // (7) backward of add6
                double dneg4 = dexp5 * exp5;   // (6) backward of exp5
                double ddot = -dneg4;          // (5) backward of neg4
                double dadd3 = ddot;           // (4) backward of dot
                double dw2 = ddot;             // (4) backward of dot
                double dmul1 = dadd3;          // (3) backward of add3
                double dmul2 = dadd3;          // (3) backward of add3
                double dw1 = dmul2 * x1;       // (2) backward of mul2
                double dx1 = dmul2 * w1;       // (2) backward of mul2
                double dw0 = dmul1 * x0;       // (1) backward of mul1
                double dx0 = dmul1 * w0;       // (1) backward of mul1

                // name, value, gradient
                System.out.println("w0 " + w0 + " " + dw0);
                System.out.println("x0 " + x0 + " " + dx0);
                System.out.println("mul1 " + mul1 + " " + dmul1);
                System.out.println("w1 " + w1 + " " + dw1);
                System.out.println("x1 " + x1 + " " + dx1);
                System.out.println("mul2 " + mul2 + " " + dmul2);
                System.out.println("add3 " + add3 + " " + dadd3);
                System.out.println("w2 " + w2 + " " + dw2);
                System.out.println("dot " + dot + " " + ddot);
                System.out.println("neg4 " + neg4 + " " + dneg4);
                System.out.println("exp5 " + exp5 + " " + dexp5);
                System.out.println("add6 " + add6 + " " + dadd6);
                System.out.println("f " + f + " " + df);
              }
            }
            """);
  }

  @Test
  void a_value_used_more_than_once_is_added_up() {
    assertThat(JavaCode.of(pass(Circuits.reuse())).source("Reuse"))
        .isEqualTo(
            """
            public final class Reuse {

              public static void main(String[] args) {
                // what is given
                double x = 3.0;

                // forward
                double mul2 = x * x;  // (1)
                double f = mul2 + x;  // (2)

                // backward, in reverse order
                double df = 1.0;    // the gradient at the output
                double dmul2 = df;  // (2) backward of f
                double dx = df;     // (2) backward of f
                dx += dmul2 * x;    // (1) backward of mul2, added: used more than once
                dx += dmul2 * x;    // (1) backward of mul2, added: used more than once

                // name, value, gradient
                System.out.println("x " + x + " " + dx);
                System.out.println("mul2 " + mul2 + " " + dmul2);
                System.out.println("f " + f + " " + df);
              }
            }
            """);
  }

  @Test
  void matrices_are_arrays_with_their_sizes_behind() {
    assertThat(JavaCode.of(pass(Circuits.matrices())).source("Matrices"))
        .contains(
            """
                double[] q = matmul(W, x, 2, 2, 1);           // (1) [2, 1]
                double[] square1 = map(2, i -> q[i] * q[i]);  // (2) [2, 1]
                double f = sum(2, i -> square1[i]);           // (3)
            """
                .indent(0))
        .contains("double[] dW = matmul(dq, transpose(x, 2, 1), 2, 1, 2);  // (1) backward of q");
  }

  @Test
  void without_a_backward_pass_there_are_no_lines_backward() {
    var circuit = Circuits.reuse();
    Pass forward = Graph.of(circuit.output(), circuit.names()).forward();
    assertThat(JavaCode.of(forward).source("Forward"))
        .doesNotContain("backward")
        .contains("System.out.println(\"x \" + x + \" -\");");
  }

  @Test
  void names_that_java_does_not_allow_are_changed_and_printed_as_they_are() throws Exception {
    Tensor weight = scalar(2);
    Tensor other = scalar(3);
    Tensor word = scalar(5);
    Tensor slope = scalar(7);
    Tensor quoted = scalar(11);
    Map<String, Tensor> names = new LinkedHashMap<>();
    names.put("layers.0.weight", weight);
    names.put("layers_0_weight", other);
    names.put("class", word);
    names.put("dclass_", slope);
    names.put("i\\u000a\"", quoted);
    names.put("\u6743\u91cd", scalar(13));
    Tensor f =
        weight
            .times(other)
            .plus(word.times(slope))
            .plus(quoted)
            .times(names.getOrDefault("\u6743\u91cd", weight));
    String source = JavaCode.of(Graph.of(f, names).forward().backward()).source("Names");
    assertThat(source)
        .contains("double layers_0_weight_2 = 2.0;  // layers.0.weight")
        .contains(
            "double layers_0_weight = 3.0;", "double class_ = 5.0;", "double \u6743\u91cd = 13.0;");
    var printed = RunJava.run(folder, Map.of("Names", source)).get("Names");
    assertThat(printed).isNotNull();
    assertThat(printed.stream().map(RunJava.Printed::name).toList()).containsAll(names.keySet());
  }

  @Test
  void a_class_needs_a_name_of_java() {
    JavaCode code = JavaCode.of(pass(Circuits.reuse()));
    for (String name : List.of("", "1st", "class", "a b", "Math", "x; //")) {
      assertThatThrownBy(() -> code.source(name))
          .isInstanceOf(ArgumentException.class)
          .hasMessageContaining("class name \"" + name + "\"");
    }
  }

  @Test
  void an_operation_that_is_not_written_is_named() {
    Tensor x = Tensor.of(DType.F64, new double[][] {{1, 2}, {3, 4}}).requiresGrad();
    Tensor places = Tensor.of(Shape.of(2, 1), new long[] {0, 1});
    Tensor f = x.sumKeep(1).scatterAdd(1, places, 3).sum();
    JavaCode code = JavaCode.of(Graph.of(f).forward().backward());
    assertThatThrownBy(() -> code.source("Refused"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("scatterAdd");
  }

  @Test
  void what_is_empty_is_refused() {
    Tensor nothing = Tensor.full(DType.F64, Shape.of(0, 2), 1).requiresGrad();
    JavaCode code = JavaCode.of(Graph.of(nothing.sum()).forward().backward());
    assertThatThrownBy(() -> code.source("Empty"))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("F64[0, 2]");
  }

  @Test
  void too_many_gates_are_refused() {
    Tensor x = scalar(1);
    Tensor y = x;
    for (int k = 0; k < 2001; k++) {
      y = y.plus(1);
    }
    JavaCode code = JavaCode.of(Graph.of(y).forward().backward());
    assertThatThrownBy(() -> code.source("Long"))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("2001 gates");
  }

  private static Tensor scalar(double value) {
    return Tensor.scalar(DType.F64, value).requiresGrad();
  }
}
