// SPDX-License-Identifier: Apache-2.0
package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.GradCheck;
import chainrule.error.ArgumentException;
import chainrule.error.GraphException;
import chainrule.error.ShapeException;
import chainrule.error.StateException;
import chainrule.nn.Linear;
import chainrule.nn.Parameters;
import chainrule.nn.Sequential;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Role;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GraphTest {

  private static Tensor leaf(double value) {
    return Tensor.scalar(DType.F64, value).requiresGrad();
  }

  private final Tensor x = leaf(-2);
  private final Tensor y = leaf(5);
  private final Tensor z = leaf(-4);
  private final Map<String, Tensor> names = new HashMap<>(Map.of("x", x, "y", y, "z", z));

  /** 1 / (1 + e^-(w0 x0 + w1 x1 + w2)). */
  private static Graph neuron() {
    var w = List.of(leaf(2), leaf(-3), leaf(-3));
    var in = List.of(leaf(-1), leaf(-2));
    var dot = w.get(0).times(in.get(0)).plus(w.get(1).times(in.get(1))).plus(w.get(2));
    return Graph.of(
        dot.negate().exp().plus(1).reciprocal(),
        Map.of("w0", w.get(0), "w1", w.get(1), "w2", w.get(2), "x0", in.get(0), "x1", in.get(1)));
  }

  private static List<String> ids(Graph graph) {
    return graph.nodes().stream().map(Node::id).toList();
  }

  @Test
  void nodes_stand_behind_what_they_are_computed_from() {
    var graph = Graph.of(x.plus(y).times(z), names);
    assertThat(ids(graph)).containsExactly("x", "y", "add1", "z", "mul2");
    assertThat(graph.output().id()).isEqualTo("mul2");
    assertThat(graph.node("mul2").wires()).containsExactly("add1", "z");
    assertThat(graph.node("x").op()).isEqualTo("leaf");
    assertThat(graph.find("w")).isEmpty();
    assertThatThrownBy(() -> graph.node("w"))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("graph: no node is called \"w\"; it has x, y, add1, z, mul2");
  }

  @Test
  void intermediates_can_be_named_and_have_gradients() {
    var q = x.plus(y);
    names.put("q", q);
    var pass = Graph.of(q.times(z), names).forward().backward();
    assertThat(pass.value("q").item()).isEqualTo(3);
    assertThat(pass.output().item()).isEqualTo(-12);
    assertThat(List.of("x", "y", "q", "z", "mul1"))
        .extracting(id -> pass.gradient(id).item())
        .containsExactly(-4.0, -4.0, -4.0, 3.0, 1.0);
  }

  @Test
  void a_name_that_looks_like_one_of_ours_is_not_given_twice() {
    names.put("mul2", x);
    var graph = Graph.of(x.plus(y).times(z), Map.of("mul2", x, "y", y));
    assertThat(ids(graph)).doesNotHaveDuplicates().contains("mul2", "mul3");
  }

  @Test
  void a_number_belongs_to_its_gate() {
    var graph = Graph.of(x.times(3).plus(1).pow(2).reciprocal(), names);
    assertThat(ids(graph)).containsExactly("x", "mul1", "add2", "pow3", "reciprocal4");
    var mul = (Node.Gate) graph.node("mul1");
    assertThat(mul.role()).isEqualTo(Role.SCALER);
    assertThat(mul.inputs().getLast())
        .isInstanceOfSatisfying(
            Source.Constant.class, number -> assertThat(number.value()).isEqualTo(3));
    assertThat(((Node.Gate) Graph.of(x.times(y), names).output()).role()).isEqualTo(Role.SWITCHER);
  }

  @Test
  void a_value_used_more_than_once_goes_through_a_copy() {
    var three = leaf(3);
    var graph = Graph.of(three.times(three).plus(three), Map.of("x", three));
    assertThat(ids(graph)).containsExactly("x", "copy1", "mul2", "add3");
    assertThat(graph.node("copy1"))
        .isInstanceOfSatisfying(Node.Copy.class, copy -> assertThat(copy.uses()).isEqualTo(3));
    var pass = graph.forward().backward();
    assertThat(pass.gradient("x").item()).isEqualTo(7);
    assertThat(pass.arrivals("copy1"))
        .extracting(event -> event.accumulated().item())
        .containsExactly(1.0, 4.0, 7.0);
  }

  @Test
  void the_sigmoid_neuron_has_eight_gates_and_fusing_takes_three() {
    var graph = neuron();
    var fused = graph.fuse();
    assertThat(graph.gates()).hasSize(8);
    assertThat(fused.gates()).hasSize(5);
    assertThat(fused.output().op()).isEqualTo("sigmoid");
    var before = graph.forward().backward();
    var after = fused.forward().backward();
    assertThat(before.output().item()).isCloseTo(0.7310585786300049, within(1e-15));
    assertThat(before.gradient("exp6").item()).isCloseTo(-0.534446645388523, within(1e-15));
    for (var leaf : graph.leaves()) {
      assertThat(after.gradient(leaf.id()).item())
          .isCloseTo(before.gradient(leaf.id()).item(), within(1e-12));
    }
    assertThat(ids(fused.split())).isEqualTo(ids(graph));
    assertThat(fused.split().boxes()).containsExactly(new Box("sigmoid5", "σ", "", 4, 0));
    assertThatThrownBy(() -> graph.split("mul1"))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("split: mul1 is a mul, which is not made of simpler gates");
  }

  @Test
  void ways_to_write_a_sigmoid_are_one() {
    for (var written :
        List.of(
            x.negate().exp().plus(1).reciprocal(),
            Tensor.constant(DType.F64, 1).over(x.times(-1).exp().plus(1)),
            Tensor.constant(DType.F64, 1).plus(x.negate().exp()).pow(-1))) {
      assertThat(ids(Graph.of(written, names).fuse())).containsExactly("x", "sigmoid1");
    }
    var shown = x.negate().exp();
    assertThat(Graph.of(shown.plus(1).reciprocal(), Map.of("e", shown)).fuse().gates())
        .as("what is named stays")
        .hasSize(4);
    var used = x.negate().exp();
    assertThat(Graph.of(used.plus(1).reciprocal().plus(used), names).fuse().gates())
        .as("what is read elsewhere stays")
        .hasSize(5);
    assertThat(Graph.of(x.negate().exp().plus(2).reciprocal(), names).fuse().gates()).hasSize(4);
  }

  @Test
  void other_gates_are_found_too() {
    var rows = Tensor.of(DType.F64, new double[][] {{1, 2}, {3, 5}}).requiresGrad();
    var weight = Tensor.of(DType.F64, new double[][] {{1, -1}, {0, 2}}).requiresGrad();
    var bias = Tensor.of(DType.F64, 1, 2).requiresGrad();
    var target = Tensor.of(DType.F64, new double[][] {{1, 0}, {0, 1}});
    var linear = rows.matmul(weight).plus(bias);
    assertThat(opsOf(linear.sum())).containsExactly("affine", "sum");
    assertThat(opsOf(linear.minus(target).square().mean())).containsExactly("affine", "mse");
    assertThat(opsOf(rows.minus(target).pow(2).sum())).containsExactly("sumOfSquares");
    assertThat(opsOf(rows.minus(target).square().mean().over(2))).containsExactly("halfMse");
    assertThat(opsOf(rows.minus(target).square().sum().over(2))).containsExactly("quadraticCost");
    var e = rows.times(2).exp();
    assertThat(opsOf(e.minus(1).over(e.plus(1)).sum())).containsExactly("tanh", "sum");
    assertThat(opsOf(rows.exp().plus(1).log().sum())).containsExactly("softplus", "sum");
    assertThat(opsOf(rows.sum().over(3))).containsExactly("sum", "div");
    assertThat(opsOf(rows.sum(0).over(2).sum())).containsExactly("mean", "sum");
    var cost = Graph.of(rows.mse(target));
    assertThat(cost.split().fuse().gates()).extracting(Node.Gate::op).containsExactly("mse");
  }

  private static List<String> opsOf(Tensor output) {
    return Graph.of(output).fuse().gates().stream().map(Node.Gate::op).toList();
  }

  @Test
  void splitting_changes_no_number_but_by_rounding() {
    var logits = Tensor.of(DType.F64, new double[][] {{1, 2, 3}, {0, -1, 4}}).requiresGrad();
    var labels = Tensor.of(Shape.of(2), new long[] {2, 0});
    for (var output :
        List.of(
            logits.crossEntropy(labels),
            logits.tanh().mean(),
            logits.silu().softmax(1).square().sum(),
            logits.logSoftmax(0).sum())) {
      var whole = Graph.of(output, Map.of("z", logits));
      var parts = whole.split();
      assertThat(parts.gates().size()).isGreaterThan(whole.gates().size());
      var one = whole.forward().backward();
      var other = parts.forward().backward();
      assertThat(other.output().item()).isCloseTo(one.output().item(), within(1e-12));
      for (int i = 0; i < 6; i++) {
        assertThat(other.gradient("z").toDoubles()[i])
            .isCloseTo(one.gradient("z").toDoubles()[i], within(1e-12));
      }
    }
  }

  @Test
  void gradients_have_the_bits_of_the_engine() {
    var net =
        Sequential.of(Linear.of(4, 8, Rng.seed(1)))
            .then(Activation.TANH)
            .then(Linear.of(8, 3, Rng.seed(2)));
    var input = Tensor.normal(DType.F32, Shape.of(5, 4), Rng.seed(3));
    var labels = Tensor.of(Shape.of(5), new long[] {0, 1, 2, 1, 0});
    var parameters = Parameters.of(net);
    var captured = new HashMap<>(parameters.all());
    captured.put("x", input);
    var graph = Graph.capture(captured, () -> net.apply(input).crossEntropy(labels));
    var pass = graph.forward().backward();
    net.apply(input).crossEntropy(labels).backward();
    parameters
        .all()
        .forEach((name, leaf) ->
            assertThat(pass.gradient(name).toFloats())
                .as(name)
                .containsExactly(leaf.grad().toFloats()));
    assertThat(pass.hasGradient("x")).as("data want no gradient").isFalse();
    assertThat(graph.boxes())
        .containsExactly(
            new Box("0", "Linear(4 -> 8)", "", 1, 40),
            new Box("1", "tanh", "", 1, 0),
            new Box("2", "Linear(8 -> 3)", "", 1, 27));
  }

  @Test
  void a_shape_is_kept_by_every_gradient() {
    var row = Tensor.of(DType.F64, 1, 2, 3).requiresGrad();
    var column = Tensor.of(DType.F64, new double[][] {{1}, {2}}).requiresGrad();
    var pass = Graph.of(row.times(column).plus(x).sum(), Map.of("r", row)).forward().backward();
    for (var event : pass.tape()) {
      assertThat(event.contribution().shape()).isEqualTo(pass.value(event.to()).shape());
    }
    assertThat(pass.gradient("r").toDoubles()).containsExactly(3, 3, 3);
    var product = pass.tape().stream().filter(event -> event.gate().startsWith("mul")).toList();
    assertThat(product.getFirst().local().orElseThrow().shape())
        .as("a local gradient is element by element, before the sum over stretched axes")
        .isEqualTo(Shape.of(2, 3));
  }

  @Test
  void leaves_can_be_given_other_values() {
    var graph = Graph.of(x.plus(y).times(z), names);
    assertThat(graph.forward(Map.of("z", Tensor.scalar(DType.F64, 2))).output().item())
        .isEqualTo(6);
    assertThat(graph.forward().output().item()).isEqualTo(-12);
    assertThatThrownBy(() -> graph.forward(Map.of("add1", x)))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("forward: add1 is computed by add; only leaves can be given");
    assertThatThrownBy(() -> graph.forward(Map.of("x", Tensor.of(DType.F64, 1, 2))))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void a_network_can_be_looked_at_in_double_precision() {
    var layer = Linear.of(3, 2, Rng.seed(1));
    var input = Tensor.normal(DType.F32, Shape.of(4, 3), Rng.seed(2));
    var labels = Tensor.of(Shape.of(4), new long[] {0, 1, 1, 0});
    var leaves = Parameters.of(layer).all();
    var graph =
        Graph.capture(leaves, () -> layer.apply(input).times(0.1).tanh().crossEntropy(labels));
    var precise = graph.to(DType.F64);
    assertThat(ids(precise)).isEqualTo(ids(graph));
    assertThat(precise.output().spec().dtype()).isEqualTo(DType.F64);
    assertThat(precise.forward().output().item())
        .isCloseTo(graph.forward().output().item(), within(1e-6));
    var at = precise.leaves().stream().filter(Node::isWatched).toList();
    var report =
        GradCheck.ofMany(inputs ->
                precise.apply(Map.of(at.get(0).id(), inputs.get(0), at.get(1).id(), inputs.get(1))))
            .check(at.get(0).tensor(), at.get(1).tensor());
    assertThat(report.inputs()).hasSize(2);
    assertThat(layer.weight().hasGrad()).isFalse();
  }

  @Test
  void steps_go_both_ways_and_show_only_what_is_computed() {
    var steps = Graph.of(x.plus(y).times(z), names).steps();
    assertThat(steps.size()).isEqualTo(4);
    assertThat(steps.value("x")).isPresent();
    assertThat(steps.value("add1")).isEmpty();
    assertThat(steps.active()).isEmpty();
    assertThat(steps.previous()).isFalse();
    steps.next();
    assertThat(steps.active()).contains("add1");
    assertThat(steps.value("add1").orElseThrow().item()).isEqualTo(3);
    assertThat(steps.gradient("mul2")).isEmpty();
    steps.next();
    assertThat(steps.phase()).isEqualTo(Walkthrough.Phase.BACKWARD);
    assertThat(steps.gradient("mul2").orElseThrow().item()).isEqualTo(1);
    assertThat(steps.gradient("z")).isEmpty();
    steps.next();
    assertThat(steps.events()).hasSize(2);
    assertThat(steps.gradient("z").orElseThrow().item()).isEqualTo(3);
    assertThat(steps.gradient("x")).isEmpty();
    steps.next();
    assertThat(steps.gradient("x").orElseThrow().item()).isEqualTo(-4);
    assertThat(steps.next()).isFalse();
    assertThat(steps.previous()).isTrue();
    assertThat(steps.gradient("x")).isEmpty();
  }

  @Test
  void after_k_steps_back_exactly_k_gates_have_passed_gradients() {
    var steps = neuron().steps();
    int forward = 8;
    for (int k = 0; k <= steps.size() - forward; k++) {
      steps.moveTo(forward + k);
      var passed = new HashSet<String>();
      for (var event : steps.pass().tape()) {
        if (steps.gradient(event.to()).isPresent()) {
          passed.add(event.gate());
        }
      }
      assertThat(passed).hasSize(k);
    }
  }

  @Test
  void what_cannot_be_is_said() {
    assertThatThrownBy(() -> Graph.of(Tensor.scalar(1).times(2)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("nothing recorded how F32[] was computed");
    var plain = Tensor.scalar(DType.F64, 1);
    var unwatched = Graph.capture(Map.of("p", plain), () -> plain.times(2));
    assertThatThrownBy(() -> unwatched.forward().backward())
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("its leaves are [p F64[] (wants no gradient)]");
    var pass = Graph.of(x.times(y), names).forward();
    assertThatThrownBy(() -> pass.gradient("x"))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("there was no backward pass");
    var wide = Tensor.of(DType.F64, 1, 2).requiresGrad();
    assertThatThrownBy(() -> Graph.of(wide.exp()).forward().backward())
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("the output exp1 is F64[2]; needs a single number");
    assertThat(
            Graph.of(wide.times(3))
                .forward()
                .backward(Tensor.of(DType.F64, 1, 10))
                .gradient("leaf1"))
        .extracting(gradient -> gradient.get(1))
        .isEqualTo(30.0);
  }

  @Test
  void a_nudge_is_predicted_to_first_order() {
    var pass = Graph.of(x.times(x).times(y), names).forward();
    var errors = new ArrayList<Double>();
    for (double h : new double[] {0.1, 0.05}) {
      var nudge = pass.nudge(Map.of("x", Tensor.scalar(DType.F64, h)));
      double predicted = nudge.predicted(pass.graph().output().id()).orElseThrow().item();
      assertThat(predicted).isCloseTo(2 * -2 * 5 * h, within(1e-12));
      errors.add(nudge.actual(pass.graph().output().id()).item() - predicted);
    }
    assertThat(errors.get(0) / errors.get(1)).isCloseTo(4, within(1e-9));
    assertThat(pass.nudge(Map.of("y", Tensor.scalar(DType.F64, 1))).predicted("x")).isEmpty();
  }

  @Test
  void a_long_chain_needs_no_stack() throws Exception {
    assertThat(gradientOfChain(100_000)).isEqualTo(1);
  }

  @Test
  @Tag("long")
  void a_chain_of_a_million_gates_needs_no_stack() throws Exception {
    assertThat(gradientOfChain(1_000_000)).isEqualTo(1);
  }

  private double gradientOfChain(int gates) throws Exception {
    Callable<Double> chain =
        () -> {
          var value = x;
          for (int i = 0; i < gates; i++) {
            value = value.negate();
          }
          return Graph.of(value, names).forward().backward().gradient("x").item();
        };
    var task = new FutureTask<>(chain);
    new Thread(null, task, "small stack", 256 << 10).start();
    return task.get();
  }
}
