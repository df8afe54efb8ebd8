// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.GraphException;
import chainrule.error.LabelException;
import chainrule.graph.Graph;
import chainrule.nn.Mlp;
import chainrule.nn.StepKeys;
import chainrule.nn.Training;
import chainrule.optim.Sgd;
import chainrule.optim.Stepper;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Anomaly;
import chainrule.tensor.Backward;
import chainrule.tensor.Context;
import chainrule.tensor.LabelOptions;
import chainrule.tensor.RandomKey;
import chainrule.tensor.Tensor;
import chainrule.tensor.Watch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a compiled function does where it must not run as a plan. */
class RefusalTest {

  private static final Tensor X = Tensor.of(1, -2, 3);

  private static String refusal(Function<List<Tensor>, List<Tensor>> function) {
    Compiled compiled = Compiled.of(function);
    for (int call = 0; call < 4; call++) {
      List<Tensor> eager = function.apply(List.of(X));
      List<Tensor> results = compiled.apply(X);
      for (int i = 0; i < eager.size(); i++) {
        assertThat(results.get(i).toDoubles()).containsExactly(eager.get(i).toDoubles());
      }
    }
    assertThat(compiled.plan(X)).isEmpty();
    return compiled.refusal(X).orElseThrow();
  }

  @Test
  void a_function_that_gives_null_is_told() {
    List<Function<List<Tensor>, List<Tensor>>> functions =
        List.of(_ -> null, _ -> Arrays.asList(X, null));
    for (var function : functions) {
      assertThatThrownBy(() -> Compiled.of(function).apply(X))
          .isInstanceOf(GraphException.class)
          .hasMessageStartingWith("compiled: the function gave null");
    }
    assertThatThrownBy(() -> Graph.capture(() -> null))
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("capture: the computation gave null");
  }

  @Test
  void what_reads_numbers_stays_eager() {
    assertThat(refusal(x -> List.of(x.getFirst().times(x.getFirst().sum().item()))))
        .contains("reads numbers out of a tensor");
    assertThat(refusal(x -> List.of(x.getFirst().times(x.getFirst().toString().length()))))
        .contains("reads numbers out of a tensor");
  }

  @Test
  void what_computes_with_other_numbers_each_time_stays_eager() {
    AtomicInteger calls = new AtomicInteger();
    Compiled compiled = Compiled.of(x -> List.of(x.getFirst().times(calls.incrementAndGet())));
    for (int call = 1; call < 5; call++) {
      assertThat(compiled.apply(X).getFirst().toDoubles())
          .containsExactly(call, -2 * call, 3 * call);
    }
    assertThat(compiled.refusal(X))
        .hasValue("a number that it computes with differs from call to call");
  }

  @Test
  void what_does_other_work_each_time_stays_eager() {
    AtomicInteger calls = new AtomicInteger();
    Compiled compiled =
        Compiled.of(x ->
            List.of(calls.incrementAndGet() % 2 == 0 ? x.getFirst().exp() : x.getFirst().negate()));
    for (int call = 0; call < 5; call++) {
      compiled.apply(X);
    }
    assertThat(compiled.refusal(X)).hasValue("work 0 of two calls differs");
  }

  @Test
  void a_tensor_made_anew_for_each_call_is_told() {
    List<Tensor> made = new ArrayList<>();
    Compiled compiled = Compiled.of(x -> List.of(x.getFirst().plus(made.getLast().negate())));
    for (int call = 0; call < 4; call++) {
      made.add(Tensor.of(call, 1, 1).negate());
      assertThat(compiled.apply(X).getFirst().get(0)).isEqualTo(1.0 + call);
    }
    assertThat(compiled.refusal(X)).hasValue("it reads another tensor at each call");
  }

  @Test
  void a_result_with_a_graph_behind_it_is_told() {
    Tensor weight = Tensor.of(1, 2, 3).requiresGrad();
    Compiled compiled = Compiled.of(x -> List.of(x.getFirst().times(weight).sum()));
    for (int call = 0; call < 4; call++) {
      weight.clearGrad();
      compiled.apply(X).getFirst().backward();
      assertThat(weight.grad().toDoubles()).containsExactly(1, -2, 3);
    }
    assertThat(compiled.refusal(X))
        .hasValue("a result is watched; take its gradients inside of the function");
  }

  @Test
  void gradients_that_add_to_those_before_are_told() {
    Tensor weight = Tensor.of(1, 2, 3).requiresGrad();
    Compiled compiled =
        Compiled.of(x -> {
          x.getFirst().times(weight).sum().backward();
          return List.of();
        });
    for (int call = 0; call < 4; call++) {
      compiled.apply(X);
    }
    assertThat(weight.grad().toDoubles()).containsExactly(4, -8, 12);
    assertThat(compiled.refusal(X).orElseThrow()).contains("clear it inside of the function");
  }

  @Test
  void two_steps_of_one_optimizer_are_told() {
    Mlp net = Mlp.of("3-2", Activation.RELU, Rng.seed(1));
    Stepper sgd = Sgd.rate(0.1).over(net);
    Compiled compiled =
        Compiled.of(x -> {
          for (int step = 0; step < 2; step++) {
            sgd.zeroGrad();
            net.apply(x.getFirst().reshape(1, 3)).sum().backward();
            sgd.step();
          }
          return List.of();
        });
    for (int call = 0; call < 3; call++) {
      compiled.apply(X);
    }
    assertThat(sgd.steps()).isEqualTo(6);
    assertThat(compiled.refusal(X)).hasValue("takes two steps of one optimizer");
  }

  @Test
  void gradients_left_in_leaves_are_those_of_the_last_call() {
    Tensor weight = Tensor.of(1, 2, 3).requiresGrad();
    Compiled compiled =
        Compiled.of(x -> {
          weight.clearGrad();
          x.getFirst().times(weight).square().sum().backward();
          return List.of();
        });
    for (int call = 1; call < 5; call++) {
      compiled.apply(Tensor.of(call, call, call));
      assertThat(weight.grad().toDoubles())
          .containsExactly(2.0 * call * call, 4.0 * call * call, 6.0 * call * call);
    }
    assertThat(compiled.plan(X)).isPresent();
  }

  @Test
  void labels_that_are_left_out_are_left_out_in_a_later_call_too() {
    Compiled compiled = Compiled.of(in -> List.of(in.get(0).crossEntropy(in.get(1))));
    Tensor scores = Tensor.of(new double[][] {{1, 2}, {4, 1}, {0, 3}});
    Tensor all = Tensor.of(Shape.of(3), new long[] {0, 1, 1});
    Tensor some = Tensor.of(Shape.of(3), new long[] {0, -100, 1});
    for (Tensor labels : List.of(all, all, all, some, all, some)) {
      assertThat(compiled.apply(scores, labels).getFirst().item())
          .isEqualTo(scores.crossEntropy(labels).item());
    }
    assertThat(compiled.plan(scores, all)).isPresent();
    Tensor wrong = Tensor.of(Shape.of(3), new long[] {0, 2, 1});
    assertThatThrownBy(() -> compiled.apply(scores, wrong)).isInstanceOf(LabelException.class);
  }

  @Test
  void which_labels_are_left_out_is_found_in_each_run() {
    LabelOptions options = LabelOptions.plain().withIgnored(0).withSmoothing(0.1);
    Compiled compiled = Compiled.of(in -> List.of(in.get(0).crossEntropy(in.get(1), options)));
    Tensor scores = Tensor.of(new double[][] {{1, 2}, {4, 1}, {0, 3}});
    Tensor all = Tensor.of(Shape.of(3), new long[] {1, 1, 1});
    Tensor some = Tensor.of(Shape.of(3), new long[] {0, 1, 1});
    Tensor none = Tensor.of(Shape.of(3), new long[] {0, 0, 0});
    for (Tensor labels : List.of(all, all, all, some, none, all, some)) {
      assertThat(compiled.apply(scores, labels).getFirst().item())
          .isEqualTo(Double.valueOf(scores.crossEntropy(labels, options).item()));
    }
    assertThat(compiled.plan(scores, all)).isPresent();
  }

  @Test
  void a_look_that_throws_ends_the_run_before_anything_is_rewritten() {
    Tensor weight = Tensor.of(1, 2, 3);
    Compiled compiled =
        Compiled.of(x -> {
          Tensor sum = x.getFirst().sum();
          Compiled.look(
              sum,
              value -> {
                if (value < 0) {
                  throw new IllegalStateException("below 0");
                }
              });
          weight.assign(weight.plus(x.getFirst()));
          return List.of();
        });
    for (int call = 0; call < 3; call++) {
      compiled.apply(X);
    }
    assertThat(compiled.refusal(X)).isEmpty();
    assertThat(compiled.plan(X)).isPresent();
    assertThatThrownBy(() -> compiled.apply(Tensor.of(-1, -1, -1))).hasMessage("below 0");
    assertThat(weight.toDoubles()).containsExactly(4, -4, 12);
  }

  @Test
  void who_held_a_view_of_a_leaf_keeps_what_it_was() {
    Tensor weight = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    Compiled compiled =
        Compiled.of(x -> {
          weight.assign(weight.times(x.getFirst()));
          return List.of();
        });
    Tensor two = Tensor.scalar(2);
    for (int call = 0; call < 3; call++) {
      compiled.apply(two);
    }
    Tensor view = weight.transpose();
    int version = weight.version();
    compiled.apply(two);
    assertThat(view.toDoubles()).containsExactly(8, 24, 16, 32);
    assertThat(weight.toDoubles()).containsExactly(16, 32, 48, 64);
    assertThat(weight.version()).isEqualTo(version + 1);
    assertThat(compiled.plan(two)).isPresent();
  }

  @Test
  void anomaly_mode_sees_every_operation() {
    AtomicInteger calls = new AtomicInteger();
    Compiled compiled =
        Compiled.of(x -> {
          calls.incrementAndGet();
          return List.of(x.getFirst().negate());
        });
    for (int call = 0; call < 3; call++) {
      compiled.apply(X);
    }
    assertThat(calls).hasValue(2);
    Context.current().withWatch(Watch.NONE.with(Anomaly.NAN)).run(() -> compiled.apply(X));
    assertThat(calls).hasValue(3);
  }

  @Test
  void views_are_taken_as_arguments_and_other_sizes_get_their_own_plan() {
    Compiled compiled = Compiled.of(x -> List.of(x.getFirst().exp().sum(0)));
    Tensor square = Tensor.uniform(DType.F64, Shape.of(4, 3), Rng.seed(1));
    Tensor turned = Tensor.uniform(DType.F64, Shape.of(3, 4), Rng.seed(2)).transpose();
    for (Tensor x : List.of(square, turned, turned, square, turned)) {
      assertThat(compiled.apply(x).getFirst().toDoubles())
          .containsExactly(x.exp().sum(0).toDoubles());
    }
    for (int rows = 1; rows < 12; rows++) {
      Tensor x = Tensor.uniform(DType.F64, Shape.of(rows, 3), Rng.seed(rows));
      for (int call = 0; call < 3; call++) {
        assertThat(compiled.apply(x).getFirst().toDoubles())
            .containsExactly(x.exp().sum(0).toDoubles());
      }
      assertThat(compiled.plan(x)).isPresent();
    }
  }

  @Test
  void what_depends_on_computed_numbers_and_rewrites_a_leaf_is_told() {
    Tensor kept = Tensor.of(DType.F64, new double[][] {{0, 0}, {0, 0}});
    Compiled compiled =
        Compiled.of(x -> {
          Tensor a = x.getFirst().plus(1).detach().requiresGrad();
          Tensor cofactors = a.cofactors();
          kept.assign(Backward.from(cofactors.sum()).gradient(a));
          return List.of();
        });
    Tensor square = Tensor.of(DType.F64, new double[][] {{1, 2}, {3, 5}});
    for (int call = 0; call < 3; call++) {
      compiled.apply(square);
    }
    assertThat(compiled.refusal(square))
        .hasValue("rewrites a leaf, and what it does depends on numbers that it computes");
  }

  @Test
  void a_key_made_of_java_numbers_anew_for_each_call_is_told() {
    AtomicInteger calls = new AtomicInteger();
    Rng rng = Rng.seed(1);
    List<Function<Rng, Tensor>> draws =
        List.of(
            key -> X.dropout(0.5, key),
            key -> X.abs().over(4).bernoulli(key),
            key -> X.abs().multinomial(2, false, key),
            X::categorical,
            key -> X.normal(Tensor.scalar(1), key),
            key -> X.shuffle(0, key),
            key -> RandomKey.of(key).child(3).uniform(DType.F32, Shape.of(2)));
    for (Function<Rng, Tensor> draw : draws) {
      Compiled compiled = Compiled.of(_ -> List.of(draw.apply(rng.child(calls.get()))));
      for (int call = 0; call < 4; call++) {
        calls.incrementAndGet();
        assertThat(compiled.apply(X).getFirst().toDoubles())
            .containsExactly(draw.apply(rng.child(calls.get())).toDoubles());
      }
      assertThat(compiled.refusal(X).orElseThrow()).startsWith("draws by another key at each call");
    }
    Compiled factory =
        Compiled.of(_ -> {
          Rng key = rng.child(calls.incrementAndGet());
          return List.of(Tensor.uniform(DType.F32, Shape.of(2), key).negate());
        });
    for (int call = 0; call < 3; call++) {
      factory.apply(X);
    }
    assertThat(factory.refusal(X))
        .hasValue("a tensor of 2 numbers that it computes with differs from call to call");
  }

  @Test
  void keys_of_a_step_that_was_begun_outside_are_told() {
    StepKeys keys = StepKeys.of(Rng.seed(1));
    Compiled compiled = Compiled.of(x -> List.of(x.getFirst().dropout(0.5, Training.key())));
    for (int call = 1; call < 5; call++) {
      Rng rng = Rng.seed(1).child("step").child(call).child(0).child(0);
      Tensor drawn = Training.scope(keys, () -> compiled.apply(X).getFirst());
      assertThat(drawn.toDoubles()).containsExactly(X.dropout(0.5, rng).toDoubles());
    }
    assertThat(Training.scope(() -> compiled.refusal(X)).orElseThrow())
        .startsWith("draws by another key at each call");
    Compiled within = Compiled.of(x -> List.of(x.getFirst().dropout(0.5, Training.key())));
    Training.scope(
        keys,
        () -> {
          for (int ordinal = 0; ordinal < 4; ordinal++) {
            Rng rng = Rng.seed(1).child("step").child(5).child(0).child(ordinal);
            assertThat(within.apply(X).getFirst().toDoubles())
                .containsExactly(X.dropout(0.5, rng).toDoubles());
          }
          assertThat(within.refusal(X).orElseThrow())
              .startsWith("draws by another key at each call");
        });
  }

  @Test
  void two_steps_of_one_set_of_keys_are_told() {
    StepKeys keys = StepKeys.of(Rng.seed(1));
    Compiled compiled =
        Compiled.of(x -> {
          Tensor once = Training.scope(keys, () -> x.getFirst().dropout(0.5, Training.key()));
          return List.of(Training.scope(keys, () -> once.dropout(0.5, Training.key())));
        });
    for (int call = 0; call < 3; call++) {
      compiled.apply(X);
    }
    assertThat(keys.steps()).isEqualTo(6);
    assertThat(compiled.refusal(X)).hasValue("takes two steps of one set of keys");
  }

  @Test
  void a_key_read_out_as_a_number_ends_the_trace() {
    StepKeys keys = StepKeys.of(Rng.seed(1));
    Compiled compiled =
        Compiled.of(x ->
            Training.scope(
                keys,
                () -> {
                  Rng rng = new Rng(Training.key().value().toLongs()[0]);
                  return List.of(x.getFirst().dropout(0.5, rng));
                }));
    for (int call = 0; call < 3; call++) {
      compiled.apply(X);
    }
    assertThat(compiled.refusal(X).orElseThrow()).startsWith("reads numbers out of a tensor");
  }
}
