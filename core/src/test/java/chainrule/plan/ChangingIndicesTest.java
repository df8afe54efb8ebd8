// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ChainruleException;
import chainrule.graph.Graph;
import chainrule.random.Rng;
import chainrule.tensor.Averaging;
import chainrule.tensor.LabelOptions;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whether what depends on the numbers of an index follows them, in plans and captured graphs. */
class ChangingIndicesTest {

  private static final int ROWS = 6;
  private static final int CALLS = 12;

  /** Functions of numbers [6, 3] and an index [6] from 0 to 2, which all plans can follow. */
  private static Map<String, BinaryOperator<Tensor>> planned() {
    Map<String, BinaryOperator<Tensor>> functions = new LinkedHashMap<>();
    functions.put("indexSelect", (x, index) -> x.indexSelect(0, index));
    functions.put("indexAdd", (x, index) -> x.indexAdd(0, index, 3));
    functions.put("takeAlong", (x, index) -> x.takeAlong(1, index.reshape(ROWS, 1)));
    functions.put("scatterAdd", (x, index) -> column(x).scatterAdd(0, index, 3));
    functions.put("scatter", (x, index) -> column(x).exp().scatter(0, index, column(x)));
    functions.put("gather", (x, index) -> x.gather(0, index.reshape(2, 3)));
    functions.put("take", (x, index) -> x.take(index));
    functions.put("put", (x, index) -> x.put(index, column(x)));
    functions.put("indexCopy", (x, index) -> x.exp().indexCopy(0, index, x));
    functions.put("indexFill", (x, index) -> x.indexFill(0, index, 0.5));
    functions.put("embedding", (x, index) -> x.embedding(index, 1));
    functions.put("oneHot", (x, index) -> index.oneHot(3, x.dtype()).times(x));
    functions.put("crossEntropy", Tensor::crossEntropy);
    functions.put("smoothed", (x, index) -> x.crossEntropy(index, ignoring().withSmoothing(0.1)));
    functions.put("nll", (x, index) -> x.logSoftmax(1).nll(index, ignoring()));
    functions.put(
        "each", (x, index) -> x.crossEntropy(index, ignoring().withAveraging(Averaging.NONE)));
    functions.put("hinge", Tensor::hinge);
    functions.put("where", (x, index) -> index.equal(1).reshape(ROWS, 1).where(x, x.square()));
    functions.put("median", (x, index) -> x.times(index.to(DType.F64).reshape(ROWS, 1)).median(0));
    functions.put("sort", (x, index) -> x.plus(index.to(DType.F64).reshape(ROWS, 1)).sort(0));
    return functions;
  }

  /** How many results there are depends on the numbers, which no plan can follow. */
  private static Map<String, BinaryOperator<Tensor>> eager() {
    Map<String, BinaryOperator<Tensor>> functions = new LinkedHashMap<>();
    functions.put("maskedSelect", (x, index) -> x.maskedSelect(index.equal(1).reshape(ROWS, 1)));
    functions.put("nonzero", (x, index) -> x.times(index.nonzero().sum().to(DType.F64)));
    functions.put("repeatInterleave", (x, index) -> x.repeatInterleave(0, index));
    functions.put("bincount", (x, index) -> index.bincount(3).to(DType.F64).times(x));
    functions.put("unique", (x, index) -> x.indexSelect(0, index.unique()));
    functions.put("inverse", (x, index) -> x.indexSelect(0, index.uniqueCounts().inverse()));
    return functions;
  }

  private static LabelOptions ignoring() {
    return LabelOptions.plain().withIgnored(2);
  }

  private static Tensor column(Tensor x) {
    return x.slice(1, 0, 1).flatten();
  }

  private static Tensor numbers(int call) {
    return Tensor.normal(DType.F64, Shape.of(ROWS, 3), Rng.seed(call));
  }

  /** At the first calls no label is left out, later some, and in one call all. */
  private static Tensor index(int call) {
    Rng rng = Rng.seed(call).child("index");
    int most = call < 3 ? 2 : 3;
    long[] index = LongStream.range(0, ROWS).map(i -> (long) (rng.uniform(i) * most)).toArray();
    return Tensor.of(
        Shape.of(ROWS), call == 9 ? LongStream.range(0, ROWS).map(_ -> 2).toArray() : index);
  }

  private static List<Tensor> valueAndGradient(
      BinaryOperator<Tensor> function, Tensor x, Tensor index) {
    Tensor leaf = x.times(1).detach().requiresGrad();
    Tensor value = function.apply(leaf, index);
    return List.of(value.detach(), Autograd.of(value.square().sum()).orZero().gradient(leaf));
  }

  @Test
  void plans_follow_the_index_in_value_and_gradient() {
    planned().forEach((name, function) -> assertThat(isPlanned(name, function)).as(name).isTrue());
  }

  @Test
  void what_no_plan_can_follow_is_computed_as_it_is() {
    eager().forEach((name, function) -> assertThat(isPlanned(name, function)).as(name).isFalse());
  }

  private static boolean isPlanned(String name, BinaryOperator<Tensor> function) {
    Compiled compiled = Compiled.of(in -> valueAndGradient(function, in.get(0), in.get(1)));
    for (int call = 0; call < CALLS; call++) {
      Tensor x = numbers(call);
      List<Tensor> eager = valueAndGradient(function, x, index(call));
      List<Tensor> found = compiled.apply(x, index(call));
      for (int i = 0; i < eager.size(); i++) {
        assertThat(found.get(i).spec()).as(name).isEqualTo(eager.get(i).spec());
        assertThat(found.get(i).toDoubles())
            .as("%s, call %d", name, call)
            .containsExactly(eager.get(i).toDoubles());
      }
    }
    return compiled.plan(numbers(0), index(0)).isPresent();
  }

  @Test
  void captured_graphs_follow_the_index_in_value_and_gradient() {
    Map<String, BinaryOperator<Tensor>> all = new LinkedHashMap<>(planned());
    all.putAll(eager());
    all.forEach((name, function) -> {
      Tensor x = numbers(0).detach().requiresGrad();
      Tensor first = index(5);
      var graph = Graph.capture(Map.of("x", x, "index", first), () -> function.apply(x, first));
      for (int call = 3; call < CALLS; call++) {
        if (call != 9) {
          follows(name, graph, function, call);
        }
      }
    });
  }

  private static void follows(String name, Graph graph, BinaryOperator<Tensor> function, int call) {
    Tensor leaf = numbers(call).detach().requiresGrad();
    Tensor value = function.apply(leaf, index(call));
    var pass = graph.forward(Map.of("x", numbers(call), "index", index(call)));
    assertThat(pass.output().toDoubles()).as(name).containsExactly(value.toDoubles());
    Tensor upstream = Tensor.normal(DType.F64, value.shape(), Rng.seed(call).child("upstream"));
    double[] gradient = Autograd.of(value).upstream(upstream).orZero().gradient(leaf).toDoubles();
    assertThat(pass.backward(upstream).gradient("x").toDoubles())
        .as("%s, call %d", name, call)
        .containsExactly(gradient);
  }

  /** Never the mean over the rows of the first labels. */
  @Test
  void a_split_graph_leaves_out_other_labels_or_refuses_them() {
    Tensor x = numbers(0).detach().requiresGrad();
    Tensor labels = Tensor.of(Shape.of(ROWS), new long[] {0, -100, 1, 2, 0, 1});
    Tensor others = Tensor.of(Shape.of(ROWS), new long[] {0, 2, 1, -100, 0, 1});
    var names = Map.of("x", x, "labels", labels);
    var graph = Graph.capture(names, () -> x.crossEntropy(labels)).split();
    assertThat(graph.forward(Map.of("labels", others)).output().item())
        .isCloseTo(x.crossEntropy(others).item(), within(1e-15));
    Tensor fewer = Tensor.of(Shape.of(ROWS), new long[] {0, 2, 1, -100, 0, -100});
    assertThatThrownBy(() -> graph.forward(Map.of("labels", fewer)))
        .isInstanceOf(ChainruleException.class);
  }
}
