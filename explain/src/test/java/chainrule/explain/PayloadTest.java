// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static chainrule.explain.Sample.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.formats.Json;
import chainrule.formats.Json.JsonObject;
import chainrule.graph.Graph;
import chainrule.nn.Linear;
import chainrule.nn.Parameters;
import chainrule.nn.Sequential;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTest {

  private static JsonObject find(JsonObject payload, String list, Map<String, Object> wanted) {
    return payload.array(list).stream()
        .map(Json::asObject)
        .filter(json ->
            wanted.entrySet().stream()
                .allMatch(entry ->
                    json.get(entry.getKey())
                        .toText()
                        .replace("\"", "")
                        .equals(entry.getValue().toString())))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject node(JsonObject payload, String id) {
    return find(payload, "nodes", Map.of("id", id));
  }

  @Test
  void a_circuit_is_written_with_its_values_gradients_and_tape() {
    var payload = Payload.of(Sample.product().forward().backward(), 7);
    assertThat(payload.toText())
        .startsWith(
            """
            {"v":1,"event":"graph","rev":7,"phase":"backward","cursor":4,"steps":4,"output":"f",\
            "nodes":[{"id":"x","op":"leaf","group":null,"dtype":"F64","shape":[],"watched":true,\
            "value":-2,"grad":-4},\
            """);
    assertThat(node(payload, "q").toText())
        .isEqualTo(
            """
            {"id":"q","op":"add","role":"distributor","symbol":"+","group":null,"dtype":"F64",\
            "shape":[],"watched":true,"value":3,"grad":-4}\
            """);
    assertThat(find(payload, "edges", Map.of("from", "z")).toText())
        .isEqualTo(
            """
            {"from":"z","to":"f","slot":1,"value":-4,"local":3,"upstream":1,"contribution":3}\
            """);
    var last = payload.array("tape").getLast().asObject();
    assertThat(last.toText())
        .startsWith(
            "{\"step\":2,\"gate\":\"q\",\"slot\":1,\"to\":\"y\",\"accumulated\":-4,\"text\":{");
    assertThat(last.object("text").text("en"))
        .contains("add gate q", "df/dq = -4")
        .contains("to y", "1 * -4 = -4")
        .doesNotContain("to x");
    assertThat(last.object("text").text("zh")).contains("加法门", "梯度分配器", "1 * -4 = -4");
  }

  @Test
  void what_is_not_computed_is_left_out() {
    var steps = Sample.product().steps();
    var start = Payload.of(steps);
    assertThat(start.text("phase")).isEqualTo("forward");
    assertThat(start.find("active")).isEmpty();
    assertThat(node(start, "x").find("value")).isPresent();
    assertThat(node(start, "q").find("value")).isEmpty();
    assertThat(node(start, "x").find("grad")).isEmpty();
    assertThat(start.array("tape")).isEmpty();
    steps.moveTo(3);
    var third = Payload.of(steps, 3);
    assertThat(third.whole("cursor")).isEqualTo(3);
    assertThat(third.text("active")).isEqualTo("f");
    assertThat(node(third, "q").number("grad")).isEqualTo(-4);
    assertThat(node(third, "x").find("grad")).isEmpty();
    assertThat(third.array("tape")).hasSize(2);
    var forward = Payload.of(Sample.product().forward());
    assertThat(forward.text("phase")).isEqualTo("forward");
    assertThat(forward.whole("cursor")).isEqualTo(forward.whole("steps")).isEqualTo(2);
  }

  @Test
  void a_copy_has_an_edge_for_each_use() {
    var payload = Payload.of(Sample.copies().forward().backward());
    assertThat(
            payload.array("edges").stream()
                .map(Json::asObject)
                .map(edge -> edge.text("from") + edge.text("to") + edge.whole("slot")))
        .containsExactly("xcopy10", "copy1mul20", "copy1mul21", "mul2add30", "copy1add31");
    assertThat(node(payload, "copy1").text("role")).isEqualTo("copier");
    assertThat(node(payload, "x").number("grad")).isEqualTo(7);
  }

  @Test
  void numbers_keep_their_digits_and_their_type() {
    assertThat(JsonValues.of(0.1 + 0.2, DType.F64).toText()).isEqualTo("0.30000000000000004");
    assertThat(JsonValues.of(0.1f, DType.F32).toText()).isEqualTo("0.1");
    assertThat(JsonValues.of(-0.0, DType.F64).toText()).isEqualTo("-0.0");
    assertThat(JsonValues.of(1e300, DType.F64).toText()).isEqualTo("1.0E300");
    assertThat(JsonValues.of(123456, DType.F64).toText()).isEqualTo("123456");
    assertThat(JsonValues.of(Double.NaN, DType.F64).toText()).isEqualTo("\"NaN\"");
    assertThat(JsonValues.of(Double.NEGATIVE_INFINITY, DType.F32).toText())
        .isEqualTo("\"-Infinity\"");
    assertThat(JsonValues.of(Tensor.of(new double[][] {{1, 2.5}, {3, -4}})).toText())
        .isEqualTo("[[1,2.5],[3,-4]]");
    assertThat(JsonValues.of(Tensor.zeros(2, 0)).toText()).isEqualTo("[[],[]]");
    assertThat(JsonValues.of(Tensor.of(Shape.of(2), new long[] {7, -1})).toText())
        .isEqualTo("[7,-1]");
  }

  @Test
  void a_large_tensor_has_statistics_and_a_thumbnail_of_means() {
    assertThat(JsonValues.of(Tensor.zeros(64))).isInstanceOf(Json.JsonArray.class);
    var json = JsonValues.of(Tensor.range(DType.F64, 200).reshape(2, 10, 10)).asObject();
    assertThat(json.get("shape").toText()).isEqualTo("[2,10,10]");
    assertThat(json.number("min")).isZero();
    assertThat(json.number("max")).isEqualTo(199);
    assertThat(json.number("norm")).isCloseTo(Math.sqrt(199.0 * 200 * 399 / 6), within(1e-9));
    var rows = json.array("thumbnail");
    assertThat(rows).hasSize(8);
    assertThat(rows.getFirst().asArray()).hasSize(8);
    assertThat(rows.get(0).asArray().get(0).asNumber()).as("rows 0 and 1, column 0").isEqualTo(5);
    assertThat(rows.get(7).asArray().get(7).asNumber())
        .as("rows 17 to 19, columns 8 and 9")
        .isEqualTo(188.5);
    var row = JsonValues.of(Tensor.ones(1000)).asObject();
    assertThat(row.get("thumbnail").toText()).isEqualTo("[[1,1,1,1,1,1,1,1]]");
  }

  @Test
  void boxes_hold_their_gates_and_leaves() {
    var net =
        Sequential.of(Linear.of(2, 3, Rng.seed(1)))
            .then(Activation.SIGMOID)
            .then(Linear.of(3, 1, Rng.seed(2)));
    var input = Tensor.ones(1, 2);
    var parameters = Parameters.of(net).all();
    var graph = Graph.capture(parameters, () -> net.apply(input).sum()).split("sigmoid2");
    var payload = Payload.of(graph.forward().backward());
    assertThat(node(payload, "0.weight").text("group")).isEqualTo("0");
    assertThat(node(payload, "affine1").text("group")).isEqualTo("0");
    assertThat(node(payload, "exp3").text("group")).isEqualTo("1.sigmoid2");
    assertThat(find(payload, "groups", Map.of("id", "1.sigmoid2")).toText())
        .isEqualTo(
            """
            {"id":"1.sigmoid2","title":"σ","parent":"1","gates":4,"params":0,"collapsed":false}\
            """);
    assertThat(find(payload, "groups", Map.of("id", "2")).whole("params")).isEqualTo(4);
    var leaf = payload.array("nodes").getFirst().asObject();
    assertThat(leaf.flag("watched")).as("data want no gradient").isFalse();
    assertThat(leaf.find("grad")).isEmpty();
  }

  @Test
  void every_circuit_at_every_step_suits_the_schema() {
    RandomCircuits.each(
        16,
        seed -> {
          var pass = seed % 2 == 0 ? RandomCircuits.scalars(seed) : RandomCircuits.matrices(seed);
          assertThat(Schema.faults(Payload.of(pass).toText())).isEmpty();
          var steps = pass.graph().steps();
          for (int i = 0; i <= steps.size(); i += 7) {
            steps.moveTo(i);
            assertThat(Schema.faults(Payload.of(steps, i).toText())).isEmpty();
          }
        });
    var broken = leaf(0);
    var pass = Sample.run(broken.reciprocal().times(0), Map.of("x", broken));
    assertThat(Schema.faults(Payload.of(pass).toText())).isEmpty();
    var wide = Tensor.normal(DType.F32, Shape.of(20, 30), Rng.seed(1)).requiresGrad();
    assertThat(Schema.faults(Payload.of(Sample.run(wide.exp().mean(), Map.of())).toText()))
        .isEmpty();
  }

  @Test
  void what_is_not_a_circuit_does_not_suit_the_schema() {
    var payload = Payload.of(Sample.product().forward().backward());
    for (var wrong :
        List.of(
            payload.with("v", 2),
            payload.with("phase", "sideways"),
            payload.with("more", 1),
            payload.with("nodes", Json.array(node(payload, "x").with("value", "many"))),
            payload.with("nodes", Json.array(node(payload, "x").with("role", "king"))))) {
      assertThat(Schema.faults(wrong.toText())).isNotEmpty();
    }
  }

  @Test
  void local_times_upstream_is_the_contribution_and_they_add_up() {
    RandomCircuits.each(
        40,
        seed -> {
          var payload = Json.parse(Payload.of(RandomCircuits.scalars(seed)).toText()).asObject();
          for (var json : payload.array("edges")) {
            var edge = json.asObject();
            if (edge.find("contribution").isPresent()) {
              double product = edge.number("local") * edge.number("upstream");
              double contribution = edge.number("contribution");
              assertThat(contribution)
                  .isCloseTo(product, within(1e-9 * Math.max(1, Math.abs(product))));
            }
          }
          for (var json : payload.array("nodes")) {
            var node = json.asObject();
            double sum =
                payload.array("edges").stream()
                    .map(Json::asObject)
                    .filter(edge -> edge.text("from").equals(node.text("id")))
                    .filter(edge -> edge.find("contribution").isPresent())
                    .mapToDouble(edge -> edge.number("contribution"))
                    .sum();
            if (node.find("grad").isPresent() && !node.text("id").equals(payload.text("output"))) {
              assertThat(sum)
                  .isCloseTo(node.number("grad"), within(1e-9 * Math.max(1, Math.abs(sum))));
            }
          }
        });
  }
}
