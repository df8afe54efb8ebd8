// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Letters;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.error.LimitException;
import chainrule.nn.Mlp;
import chainrule.nn.Training;
import chainrule.optim.Adam;
import chainrule.optim.Stepper;
import chainrule.random.Rng;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.tensor.Activation;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much memory plans need. */
class PlanMemoryTest {

  private static final int SIZE = 128;
  private static final long ACTIVATION = (long) SIZE * SIZE * Float.BYTES;
  private static final long LOGITS = SIZE * 10L * Float.BYTES;

  private static Tensor drawn(String key, long... sizes) {
    return Tensor.normal(DType.F32, Shape.of(sizes), Rng.seed(3).child(key));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6})
  void a_step_needs_one_activation_a_layer_and_two_gradients(int layers) {
    String sizes = "64" + ("-" + SIZE).repeat(layers) + "-10";
    Mlp model = Mlp.of(sizes, Activation.RELU, Rng.seed(1));
    Stepper adam = Adam.rate(0.001).over(model);
    Compiled step =
        Compiled.of(batch -> {
          adam.zeroGrad();
          Tensor loss = Training.scope(() -> model.apply(batch.get(0)).crossEntropy(batch.get(1)));
          loss.backward();
          adam.step();
          adam.zeroGrad();
          return List.of(loss);
        });
    Tensor x = drawn("x", SIZE, 64);
    Tensor y = Tensor.of(Shape.of(SIZE), new long[SIZE]);
    step.apply(x, y);
    step.apply(x, y);
    assertThat(step.plan(x, y).orElseThrow().bytes())
        .isBetween(layers * ACTIVATION, (layers + 2) * ACTIVATION + 3 * LOGITS);
  }

  @Test
  void a_plan_over_the_budget_is_refused_by_name() {
    long huge = 1L << 44;
    View view = View.of(Shape.of(huge));
    Slot given = new Slot(0, DType.F32, huge);
    Slot made = new Slot(1, DType.F32, huge);
    Operand output = new Operand(made, view);
    Work work =
        new Work.Elementwise(
            Program.of(DType.F32, Letters.a.negate()),
            List.of(new Operand(given, view)),
            List.of(output));
    Recording recording =
        new Recording(
            List.of(work),
            Map.of(),
            List.of(given, made),
            List.of(new Origin.Given(0), new Origin.Made()),
            List.of(output),
            Map.of(),
            Map.of(),
            List.of());
    Context context = Context.current();
    Plan plan = Plan.of(recording, context);
    assertThat(plan.bytes()).isEqualTo(huge * Float.BYTES);
    assertThatThrownBy(() -> plan.workspace(context.backend(), context.workers()))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("plan: needs " + huge * Float.BYTES + " bytes");
  }

  /** Large enough to be read where they are. */
  private static Tensor large(String key) {
    return drawn(key, SIZE, 2L * SIZE);
  }

  private static void givesTheSame(Compiled compiled, Tensor a, Tensor b) {
    assertThat(compiled.apply(a, b).getFirst().toFloats())
        .containsExactly(a.minus(b).times(a).toFloats());
  }

  @Test
  void arguments_that_share_memory_are_told_apart() {
    Compiled compiled = Compiled.of(in -> List.of(in.get(0).minus(in.get(1)).times(in.get(0))));
    Tensor a = large("a");
    Tensor b = large("b");
    Tensor c = large("c");
    for (int call = 0; call < 3; call++) {
      givesTheSame(compiled, a, b);
    }
    givesTheSame(compiled, b, b);
    givesTheSame(compiled, a, c);
    givesTheSame(compiled, c, a);
    givesTheSame(compiled, a.flip(0), a.reshape(SIZE, 2L * SIZE));
    assertThat(compiled.plan(a, b)).isPresent();
  }

  @Test
  void an_argument_may_be_the_leaf_that_is_rewritten() {
    Tensor leaf = large("leaf");
    Compiled compiled =
        Compiled.of(in -> {
          leaf.assign(leaf.plus(in.get(0)));
          return List.of(in.get(0).times(2));
        });
    Tensor other = large("other");
    List<Tensor> arguments = List.of(leaf, leaf, leaf, other, leaf, leaf.detach(), other);
    for (Tensor argument : arguments) {
      float[] doubled = argument.times(2).toFloats();
      float[] sum = leaf.plus(argument).toFloats();
      assertThat(compiled.apply(argument).getFirst().toFloats()).containsExactly(doubled);
      assertThat(leaf.toFloats()).containsExactly(sum);
    }
    assertThat(compiled.plan(other)).isPresent();
  }

  @Test
  void a_workspace_copies_what_it_is_given() {
    Compiled compiled = Compiled.of(in -> List.of(in.getFirst().negate()));
    Tensor first = large("first");
    Tensor second = large("second");
    for (int call = 0; call < 3; call++) {
      compiled.apply(first);
    }
    Workspace workspace = compiled.workspace(first).orElseThrow();
    workspace.give(0, second);
    workspace.run();
    float[] values = new float[2 * SIZE * SIZE];
    workspace.read(0, values);
    assertThat(values).containsExactly(second.negate().toFloats());
    assertThat(compiled.apply(first).getFirst().toFloats())
        .containsExactly(first.negate().toFloats());
  }
}
