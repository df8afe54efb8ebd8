// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.explain.code.RandomGates;
import chainrule.explain.code.RunJava;
import chainrule.explain.code.SingleGates;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Written Java compiles and prints the engine's numbers. */
class JavaCodeNumbersTest {

  private static final int CIRCUITS = 60;

  /** How many single gates are written into one class. */
  private static final int TOGETHER = 12;

  @TempDir private Path folder;

  @Test
  void every_operation_that_is_written_gives_the_numbers_of_the_engine() throws Exception {
    List<Map.Entry<String, Tensor>> gates = List.copyOf(SingleGates.outputs().entrySet());
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (int start = 0; start < gates.size(); start += TOGETHER) {
      Tensor total = Tensor.scalar(DType.F64, 0);
      var group = gates.subList(start, Math.min(gates.size(), start + TOGETHER));
      for (var gate : group) {
        total = total.plus(gate.getValue().times(weights(gate)).sum());
      }
      outputs.put(group.stream().map(Map.Entry::getKey).toList().toString(), total);
    }
    check(passes(outputs), 1e-12, 1e-14);
  }

  private static Tensor weights(Map.Entry<String, Tensor> gate) {
    Rng rng = Rng.seed(7).child(gate.getKey());
    return Tensor.uniform(DType.F64, gate.getValue().shape(), rng).plus(0.5).detach();
  }

  @Test
  void random_circuits_give_the_numbers_of_the_engine() throws Exception {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (long seed = 0; seed < CIRCUITS; seed++) {
      outputs.put("seed " + seed, RandomGates.output(seed));
    }
    Map<String, Pass> passes = passes(outputs);
    assertThat(passes.values()).anyMatch(pass -> pass.graph().gates().size() > 30);
    check(passes, 1e-12, 1e-15);
  }

  @Test
  void the_circuits_of_the_course_give_the_numbers_of_the_engine() throws Exception {
    Map<String, Pass> passes = new LinkedHashMap<>();
    List.of(
            Circuits.product(),
            Circuits.neuron(),
            Circuits.reuse(),
            Circuits.matrices(),
            Circuits.tie(),
            Circuits.kink(),
            Circuits.staged())
        .forEach(circuit ->
            passes.put(
                "course " + passes.size(),
                Graph.of(circuit.output(), circuit.names()).forward().backward()));
    check(passes, 1e-13, 0);
  }

  @Test
  void infinities_give_the_numbers_of_the_engine() throws Exception {
    double infinity = Double.POSITIVE_INFINITY;
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (double[] row :
        List.of(
            new double[] {1, infinity, 2},
            new double[] {1, -infinity, 2},
            new double[] {infinity, -infinity, 2},
            new double[] {-infinity, -infinity, -infinity},
            new double[] {1, Double.NaN, 2})) {
      Tensor x = Tensor.of(DType.F64, new double[][] {row, {3, 1, 2}});
      Tensor target = Tensor.of(DType.F64, new double[][] {{0.5, 0, 0.5}, {0, 1, 0}});
      Tensor labels = Tensor.of(DType.I64, 0, 2);
      String of = " of " + Arrays.toString(row);
      outputs.put("softmax" + of, x.detach().requiresGrad().softmax(1));
      outputs.put("logSoftmax" + of, x.detach().requiresGrad().logSoftmax(1));
      outputs.put("logSumExp" + of, x.detach().requiresGrad().logSumExp(1));
      outputs.put("crossEntropy" + of, x.detach().requiresGrad().crossEntropy(labels));
      outputs.put("softCrossEntropy" + of, x.detach().requiresGrad().softCrossEntropy(target));
    }
    check(passes(outputs), 1e-13, 0);
  }

  @Test
  void an_upstream_other_than_one_is_where_it_starts() throws Exception {
    var circuit = Circuits.product();
    Pass pass = Graph.of(circuit.output(), circuit.names()).forward();
    check(Map.of("seven", pass.backward(Tensor.scalar(DType.F64, 7))), 0, 0);
    assertThat(JavaCode.of(pass.backward(Tensor.scalar(DType.F64, 7))).source("Seven"))
        .contains("double df = 7.0;  ");
  }

  @Test
  void an_upstream_can_have_any_shape() throws Exception {
    Tensor m = Tensor.of(DType.F64, new double[][] {{1, 2, 3}, {4, 5, 6}}).requiresGrad();
    check(passes(Map.of("matrix", m.square(), "transposed", m.transpose().exp())), 1e-13, 0);
  }

  @Test
  void long_circuits_and_large_leaves_fit_into_a_class_file() throws Exception {
    Tensor large = Tensor.normal(DType.F64, Shape.of(50, 60), Rng.seed(5)).detach().requiresGrad();
    Tensor x = Tensor.scalar(DType.F64, 0.4).requiresGrad();
    Tensor y = Tensor.of(DType.F64, new double[][] {{0.1, 0.2}}).requiresGrad().times(x);
    for (int gate = 0; gate < 200; gate++) {
      x = gate % 2 == 0 ? x.sin() : x.plus(0.25);
      y = gate % 2 == 0 ? y.sin() : y.times(x);
    }
    check(passes(Map.of("long", y.sum().plus(large.times(x).mean()))), 1e-11, 1e-15);
  }

  private static Map<String, Pass> passes(Map<String, Tensor> outputs) {
    Map<String, Pass> passes = new LinkedHashMap<>();
    outputs.forEach((name, output) -> {
      Rng rng = Rng.seed(3).child(name);
      Tensor upstream = Tensor.uniform(DType.F64, output.shape(), rng).plus(0.5).detach();
      passes.put(name, Graph.of(output).forward().backward(upstream));
    });
    return passes;
  }

  private void check(Map<String, Pass> passes, double relative, double absolute) throws Exception {
    Map<String, String> sources = new LinkedHashMap<>();
    passes.forEach((_, pass) -> {
      String type = "Circuit" + sources.size();
      sources.put(type, JavaCode.of(pass).source(type));
    });
    var printed = RunJava.run(folder, sources);
    List<String> wrong = new ArrayList<>();
    int number = 0;
    for (var pass : passes.entrySet()) {
      String type = "Circuit" + number++;
      List<String> found =
          differences(
              pass.getValue(), Objects.requireNonNull(printed.get(type)), relative, absolute);
      found.forEach(line -> wrong.add(pass.getKey() + ": " + line));
      if (!found.isEmpty()) {
        wrong.add(Objects.requireNonNull(sources.get(type)));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> differences(
      Pass pass, List<RunJava.Printed> printed, double relative, double absolute) {
    List<Node> nodes =
        pass.graph().nodes().stream().filter(node -> !(node instanceof Node.Copy)).toList();
    assertThat(printed.stream().map(RunJava.Printed::name).toList())
        .isEqualTo(nodes.stream().map(Node::id).toList());
    List<String> wrong = new ArrayList<>();
    for (int k = 0; k < nodes.size(); k++) {
      String id = nodes.get(k).id();
      double[] value = pass.value(id).toDoubles();
      double[] gradient = pass.hasGradient(id) ? pass.gradient(id).toDoubles() : new double[0];
      compare(id, value, printed.get(k).value(), relative, absolute, wrong);
      compare("d" + id, gradient, printed.get(k).gradient(), relative, absolute, wrong);
    }
    return wrong;
  }

  private static void compare(
      String what,
      double[] engine,
      double[] java,
      double relative,
      double absolute,
      List<String> wrong) {
    if (engine.length != java.length) {
      wrong.add(what + " has " + java.length + " numbers, the engine " + engine.length);
      return;
    }
    for (int k = 0; k < engine.length; k++) {
      double bound = relative * Math.abs(engine[k]) + absolute;
      boolean same = Double.compare(engine[k], java[k]) == 0 || engine[k] == java[k];
      if (!same && !(Math.abs(engine[k] - java[k]) <= bound)) {
        wrong.add(what + "[" + k + "] is " + java[k] + ", of the engine " + engine[k]);
      }
    }
  }
}
