// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import static chainrule.explain.Sample.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.error.ArgumentException;
import chainrule.graph.Graph;
import chainrule.nn.Linear;
import chainrule.nn.Sequential;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CircuitTest {

  private static final Circuit.Options STANDARD = Circuit.Options.standard();
  private static final Circuit.Options CHINESE = STANDARD.withLanguage(Language.CHINESE);

  private static String drawn(Graph graph, Circuit.Options options) {
    return Circuit.of(graph.forward().backward()).toText(options);
  }

  private static String drawn(Graph graph) {
    return drawn(graph, STANDARD);
  }

  private static Graph chineseNames() {
    var x = leaf(-2);
    var y = leaf(5);
    var z = leaf(-4);
    var q = x.plus(y);
    return Graph.of(q.times(z), Map.of("甲", x, "乙乙", y, "z", z, "和", q));
  }

  @Test
  void a_value_and_a_gradient_stand_on_each_wire() {
    assertThat(drawn(Sample.product()))
        .isEqualTo(
            """
            x  -2 | -4 ─┐
                        (+) q  3 | -4 ─┐
            y   5 | -4 ─┘              (*) f  -12 | 1
            z  -4 |  3 ────────────────┘
            """);
    assertThat(Circuit.of(Sample.product().forward()))
        .hasToString(
            """
            x  -2 | – ─┐
                       (+) q  3 | – ─┐
            y   5 | – ─┘             (*) f  -12 | –
            z  -4 | – ───────────────┘
            """);
  }

  @Test
  void a_copy_shows_what_comes_back_through_each_branch() {
    assertThat(drawn(Sample.copies()))
        .isEqualTo(
            """
            x  3 | 7 ─●─ 3 | 3 ─┐
                      │         (*) mul2  9 | 1 ─┐
                      ├─ 3 | 3 ─┘                (+) add3  12 | 1
                      └─ 3 | 1 ──────────────────┘
            """);
  }

  @Test
  void what_is_too_wide_goes_on_below() {
    assertThat(drawn(Sample.neuron()))
        .isEqualTo(
            """
            w0   2 | -0.1966 ─┐
                              (*) -2 | 0.1966 ─┐
            x0  -1 |  0.3932 ─┘                (+) 4 | 0.1966 ─┐
            w1  -3 | -0.3932 ─┐                │               │
                              (*) 6 | 0.1966 ──┘               │
            x1  -2 | -0.5898 ─┘                                (+) dot  1 | 0.1966 ─→
            w2  -3 |  0.1966 ──────────────────────────────────┘

            dot  1 | 0.1966 ─(-x) -1 | -0.1966 ─(exp) exp5  0.3679 | -0.5344 ─→

            exp5  0.3679 | -0.5344 ─(+1) 1.368 | -0.5344 ─(1/x) f  0.7311 | 1
            """);
    assertThat(drawn(Sample.neuron(), STANDARD.withColumns(240)).lines().toList().get(5))
        .isEqualTo(
            "x1  -2 | -0.589836 ─┘                                                (+) dot"
                + "  1 | 0.196612 ─(-x) neg4  -1 | -0.196612 ─(exp) exp5  0.367879 | -0.534447"
                + " ─(+1) add6  1.36788 | -0.534447 ─(1/x) f  0.731059 | 1");
  }

  @Test
  void what_is_wider_still_becomes_a_list() {
    assertThat(drawn(Sample.neuron(), STANDARD.withColumns(40)))
        .isEqualTo(
            """
             1  w0                 2 | -0.196612
             2  x0                 -1 | 0.393224
             3  mul1 = w0 * x0     -2 | 0.196612
             4  w1                 -3 | -0.393224
             5  x1                 -2 | -0.589836
             6  mul2 = w1 * x1     6 | 0.196612
             7  add3 = mul1 + mul2   4 | 0.196612
             8  w2                 -3 | 0.196612
             9  dot = add3 + w2    1 | 0.196612
            10  neg4 = -dot        -1 | -0.196612
            11  exp5 = exp(neg4)
                  0.367879 | -0.534447
            12  add6 = exp5 + 1
                  1.36788 | -0.534447
            13  f = 1 / add6       0.731059 | 1
            """);
  }

  @Test
  void matrices_show_their_elements_if_few_and_their_range_if_not() {
    assertThat(drawn(Sample.squaredNorm(), STANDARD.withColumns(200)))
        .isEqualTo(
            """
            W  [[0.1, 0.5], [-0.3, 0.8]] | [[0.088, 0.176], [0.104, 0.208]] ─┐
                                                                             (@) q  [[0.22], \
            [0.26]] | [[0.44], [0.52]] ─(^2) square1  [[0.0484], [0.0676]] | [[1], [1]] ─(Σ) \
            sum2  0.116 | 1
            x             [[0.2], [0.4]] |              [[-0.112], [0.636]] ─┘
            """);
    assertThat(drawn(Sample.squaredNorm()))
        .isEqualTo(
            """
            W  2x2 -0.3..0.8 |  0.088..0.208 ─┐
                                              (@) q  2x1 0.22..0.26 | 0.44..0.52 ─→
            x   2x1 0.2..0.4 | -0.112..0.636 ─┘

            q  2x1 0.22..0.26 | 0.44..0.52 ─(^2) 2x1 0.0484..0.0676 | 1 ─(Σ) 0.116 | 1
            """);
  }

  @Test
  void names_of_wide_letters_keep_the_columns() {
    assertThat(drawn(chineseNames()))
        .isEqualTo(
            """
            甲    -2 | -4 ─┐
                           (+) 和  3 | -4 ─┐
            乙乙   5 | -4 ─┘               (*) mul1  -12 | 1
            z     -4 |  3 ─────────────────┘
            """);
    assertThat(drawn(chineseNames(), CHINESE))
        .isEqualTo(
            """
            甲    -2 | -4 -+
                           (+) 和  3 | -4 -+
            乙乙   5 | -4 -+               (*) mul1  -12 | 1
            z     -4 |  3 -----------------+
            """);
    assertThat(drawn(chineseNames(), CHINESE.withColumns(26)))
        .isEqualTo(
            """
            1  甲     -2 | -4
            2  乙乙   5 | -4
            3  和 = 甲 + 乙乙   3 | -4
            4  z      -4 | 3
            5  mul1 = 和 * z   -12 | 1
            """);
  }

  @Test
  void seven_bits_suffice_on_request() {
    assertThat(drawn(chineseNames(), STANDARD.withAscii(true)))
        .isEqualTo(
            """
            \\u7532        -2 | -4 -+
                                   (+) \\u548c  3 | -4 -+
            \\u4e59\\u4e59   5 | -4 -+                   (*) mul1  -12 | 1
            z             -4 |  3 ---------------------+
            """);
    assertThat(drawn(Sample.copies(), STANDARD.withAscii(true)))
        .isEqualTo(
            """
            x  3 | 7 -o- 3 | 3 -+
                      |         (*) mul2  9 | 1 -+
                      +- 3 | 3 -+                (+) add3  12 | 1
                      +- 3 | 1 ------------------+
            """);
  }

  @Test
  void a_wire_that_crosses_is_not_joined() {
    var x = leaf(3);
    var y = leaf(1);
    var z = leaf(2);
    var output = x.fma(y, z).plus(x.maximum(0)).times(2).minus(1);
    var graph = Graph.of(output, Map.of("x", x, "y", y, "z", z));
    assertThat(drawn(graph))
        .isEqualTo(
            """
            x  3 | 4 ─●─ 3 | 2 ─┐
            y  1 | 6 ─┼─────────(a*b+c) 5 | 2 ─┐
            z  2 | 2 ─┼─────────┘              (+) 8 | 2 ─(*2) 16 | 1 ─(-1) 15 | 1
                      └─ 3 | 2 ─(max 0) 3 | 2 ─┘
            """);
    assertThat(drawn(graph, STANDARD.withAscii(true)))
        .isEqualTo(
            """
            x  3 | 4 -o- 3 | 2 -+
            y  1 | 6 -|---------(a*b+c) 5 | 2 -+
            z  2 | 2 -|---------+              (+) 8 | 2 -(*2) 16 | 1 -(-1) 15 | 1
                      +- 3 | 2 -(max 0) 3 | 2 -+
            """);
  }

  @Test
  void nothing_moves_from_step_to_step() {
    var steps = Sample.product().steps();
    assertThat(Circuit.of(steps))
        .hasToString(
            """
            x  -2 |  – ─┐
                        (+) q  – | –  ─┐
            y   5 |  – ─┘              (*) f    – | –
            z  -4 |  – ────────────────┘
            """);
    steps.moveTo(3);
    var third = Circuit.of(steps);
    steps.moveTo(0);
    assertThat(third)
        .as("what was seen stays as it was")
        .hasToString(
            """
            x  -2 |  – ─┐
                        (+) q  3 | -4 ─┐
            y   5 |  – ─┘              [*] f  -12 | 1
            z  -4 |  3 ────────────────┘
            """);
    steps.moveTo(1);
    assertThat(Circuit.of(steps).toText(STANDARD.withColumns(20)))
        .isEqualTo(
            """
              1  x   -2 | –
              2  y   5 | –
            > 3  q = x + y
                 3 | –
              4  z   -4 | –
              5  f = q * z
                 – | –
            """);
    var copies = Sample.copies().steps();
    copies.moveTo(5);
    assertThat(Circuit.of(copies))
        .hasToString(
            """
            x  3 | – ─●─ 3 | 3 ─┐
                      │         [*] mul2  9 | 1 ─┐
                      ├─ 3 | 3 ─┘                (+) add3  12 | 1
                      └─ 3 | 1 ──────────────────┘
            """);
    copies.moveTo(6);
    assertThat(Circuit.of(copies).toString()).startsWith("x  3 | 7 ─◉─ 3 | 3 ─┐\n");
  }

  @Test
  void colors_are_put_around_numbers_alone() {
    assertThat(drawn(Sample.product(), STANDARD.withColor(true)).lines().findFirst())
        .contains("x  \033[32m-2\033[0m | \033[31m-4\033[0m ─┐");
  }

  @Test
  void boxes_are_named_below() {
    var net =
        Sequential.of(Linear.of(2, 2, Rng.seed(1)))
            .then(Activation.TANH)
            .then(Linear.of(2, 1, Rng.seed(2)));
    var input = Tensor.ones(1, 2);
    var graph = Graph.capture(Map.of("x", input), () -> net.apply(input).sum());
    assertThat(drawn(graph, STANDARD.withColumns(50)))
        .endsWith(
            """
            [0] Linear(2 -> 2), 1 gate, 6 parameters: affine1
            [1] tanh, 1 gate, 0 parameters: tanh2
            [2] Linear(2 -> 1), 1 gate, 3 parameters: affine3
            """);
    assertThat(drawn(graph.split("tanh2"), CHINESE))
        .contains("[1] tanh，6 个门单元，0 个参数\n[1.tanh2] tanh，6 个门单元，0 个参数：mul2, exp3");
  }

  @Test
  void data_show_their_values_alone() {
    var x = leaf(2);
    var data = Tensor.scalar(DType.F64, 10);
    var graph = Graph.capture(Map.of("x", x, "t", data), () -> x.minus(data));
    assertThat(drawn(graph))
        .isEqualTo(
            """
            x   2 | 1 ─┐
                       (-) sub1  -8 | 1
            t  10     ─┘
            """);
  }

  @Test
  void what_is_not_finite_is_shown() {
    var zero = leaf(0);
    var graph = Graph.of(zero.reciprocal().times(0), Map.of("x", zero));
    assertThat(drawn(graph))
        .isEqualTo("x  0 | NaN ─(1/x) reciprocal1  inf | 0 ─(*0) mul2  NaN | 1\n");
  }

  @Test
  void a_leaf_alone_is_a_circuit() {
    var x = leaf(3);
    assertThat(drawn(Graph.of(x, Map.of("x", x)))).isEqualTo("x  3 | 1\n");
  }

  @Test
  void more_than_sixty_nodes_are_summed_up() {
    var names = new HashMap<String, Tensor>();
    var x = leaf(0.5);
    names.put("x", x);
    var value = x;
    for (int i = 0; i < 1200; i++) {
      value = value.sin().plus(x);
    }
    var graph = Graph.of(value, names);
    assertThat(drawn(graph))
        .isEqualTo(
            """
            gates 2,400, copies 1, leaves 1, depth 2,400: too many to draw
            output: add2401  1.4973
            norm of the gradient: 1.07925 over 1 leaf
            gates:
              add  1,200
              sin  1,200
            leaves:
              x  0.5
            """);
    assertThat(Circuit.of(graph.forward()).toText(CHINESE))
        .isEqualTo(
            """
            门单元 2,400，复制 1，叶节点 1，深度 2,400：太多，不画
            输出：add2401  1.4973
            梯度：尚未计算
            门单元：
              add  1,200
              sin  1,200
            叶节点：
              x  0.5
            """);
  }

  @Test
  void a_terminal_has_twenty_columns_at_least() {
    assertThatThrownBy(() -> STANDARD.withColumns(19))
        .isInstanceOf(ArgumentException.class)
        .hasMessage("circuit: 19 columns; needs 20 at least");
  }
}
