// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.nn.StepKeys;
import chainrule.nn.Training;
import chainrule.random.Rng;
import chainrule.tensor.RandomKey;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Functions that draw, eager and compiled. */
class DrawnStepsTest {

  private static final Rng RNG = Rng.seed(7);
  private static final Tensor X =
      Tensor.of(DType.F64, new double[][] {{0.2, 0.9, 0.4}, {0.5, 0.1, 0.7}});

  /** Everything that draws, each by the next key. */
  private static List<Tensor> draws(Tensor x) {
    List<Tensor> drawn = new ArrayList<>();
    for (DType dtype : new DType[] {DType.F32, DType.F64}) {
      Tensor typed = x.to(dtype);
      drawn.add(typed.dropout(0.4, Training.key()));
      drawn.add(typed.transpose().bernoulli(Training.key()));
      drawn.add(typed.multinomial(5, true, Training.key()));
      drawn.add(typed.multinomial(2, false, Training.key()));
      drawn.add(typed.categorical(Training.key()));
      drawn.add(typed.normal(Tensor.constant(dtype, 2), Training.key()));
      drawn.add(typed.shuffle(0, Training.key()));
      drawn.add(typed.shuffle(1, Training.key().child("columns")));
      drawn.add(Training.key().uniform(dtype, Shape.of(2, 3)).plus(typed));
      drawn.add(Training.key().child(3).normal(dtype, Shape.of(5)));
      drawn.add(Training.key().permutation(9));
    }
    return drawn;
  }

  private static void assertSame(List<Tensor> results, List<Tensor> expected) {
    assertThat(results).hasSameSizeAs(expected);
    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).spec()).isEqualTo(expected.get(i).spec());
      assertThat(results.get(i).toDoubles()).containsExactly(expected.get(i).toDoubles());
    }
  }

  @Test
  void a_plan_draws_anew_in_each_run_what_the_function_would_draw() {
    StepKeys keys = StepKeys.of(RNG);
    StepKeys others = StepKeys.of(RNG);
    Compiled compiled = Compiled.of(x -> Training.scope(keys, () -> draws(x.getFirst())));
    List<Tensor> before = List.of();
    for (int step = 1; step < 7; step++) {
      List<Tensor> expected = Training.scope(others, () -> draws(X));
      List<Tensor> results = compiled.apply(X);
      assertSame(results, expected);
      assertThat(keys.steps()).isEqualTo(step);
      if (step > 1) {
        assertThat(results.get(9).toDoubles()).isNotEqualTo(before.get(9).toDoubles());
      }
      before = results;
    }
    assertThat(compiled.refusal(X)).isEmpty();
    assertThat(compiled.plan(X)).isPresent();
  }

  @Test
  void keys_depend_on_seed_step_pass_and_ordinal() {
    StepKeys keys = StepKeys.of(RNG, 4);
    Training.scope(
        keys,
        () -> {
          for (int ordinal = 0; ordinal < 3; ordinal++) {
            Rng rng = RNG.child("step").child(5).child(0).child(ordinal);
            RandomKey key = Training.key();
            assertThat(key.value().toLongs()).containsExactly(rng.key());
            assertThat(key.child("a").value().toLongs()).containsExactly(rng.child("a").key());
            assertThat(key.uniform(DType.F32, Shape.of(7)).toDoubles())
                .containsExactly(Tensor.uniform(DType.F32, Shape.of(7), rng).toDoubles());
            assertThat(key.normal(DType.F32, Shape.of(7)).toDoubles())
                .containsExactly(Tensor.normal(DType.F32, Shape.of(7), rng).toDoubles());
            assertThat(key.permutation(7).toLongs())
                .containsExactly(Tensor.permutation(7, rng).toLongs());
            assertThat(X.dropout(0.5, key).toDoubles())
                .containsExactly(X.dropout(0.5, rng).toDoubles());
          }
        });
    assertThat(keys.steps()).isEqualTo(5);
  }

  private static Tensor noisy(Tensor x) {
    return x.dropout(0.3, Training.key()).exp().plus(Training.key().normal(DType.F64, x.shape()));
  }

  @Test
  void what_is_computed_again_draws_the_same_again() {
    for (boolean drops : new boolean[] {false, true}) {
      StepKeys keys = StepKeys.of(RNG);
      Function<List<Tensor>, List<Tensor>> function =
          in -> {
            Tensor x = in.getFirst().detach().requiresGrad();
            return Training.scope(
                keys,
                () -> {
                  Tensor first = x.dropout(0.1, Training.key());
                  Tensor inner =
                      drops ? Autograd.checkpoint(DrawnStepsTest::noisy, first) : noisy(first);
                  Tensor last = inner.square().dropout(0.2, Training.key()).sum();
                  return List.of(Autograd.of(last).gradient(x));
                });
          };
      Compiled compiled = Compiled.of(function);
      StepKeys others = StepKeys.of(RNG);
      for (int step = 0; step < 4; step++) {
        Tensor x = X.detach().requiresGrad();
        Tensor expected =
            Training.scope(
                others,
                () -> {
                  Tensor inner = noisy(x.dropout(0.1, Training.key()));
                  return Autograd.of(inner.square().dropout(0.2, Training.key()).sum()).gradient(x);
                });
        assertThat(compiled.apply(X).getFirst().toDoubles()).containsExactly(expected.toDoubles());
      }
      assertThat(compiled.refusal(X)).isEmpty();
      assertThat(compiled.plan(X)).isPresent();
    }
  }

  @Test
  void a_constant_key_draws_the_same_in_each_run() {
    Compiled compiled =
        Compiled.of(x ->
            List.of(
                x.getFirst().dropout(0.5, RNG), RandomKey.of(RNG).uniform(DType.F32, Shape.of(4))));
    for (int call = 0; call < 5; call++) {
      Tensor x = X.times(call);
      assertSame(
          compiled.apply(x),
          List.of(x.dropout(0.5, RNG), Tensor.uniform(DType.F32, Shape.of(4), RNG)));
    }
    assertThat(compiled.plan(X)).isPresent();
  }

  @Test
  void a_key_may_be_an_argument() {
    Compiled compiled =
        Compiled.of(in -> {
          RandomKey key = new RandomKey(in.get(1));
          return List.of(in.getFirst().dropout(0.5, key), key.child(2).permutation(5));
        });
    for (int call = 0; call < 5; call++) {
      Rng rng = RNG.child(call);
      Tensor key = Tensor.of(Shape.SCALAR, new long[] {rng.key()});
      assertSame(
          compiled.apply(X, key),
          List.of(X.dropout(0.5, rng), Tensor.permutation(5, rng.child(2))));
    }
    assertThat(compiled.plan(X, Tensor.of(Shape.SCALAR, new long[] {1}))).isPresent();
  }

  @Test
  void deviations_are_looked_at_in_each_run() {
    Compiled compiled = Compiled.of(in -> List.of(in.get(0).normal(in.get(1), RNG)));
    Tensor good = X.times(3);
    for (int call = 0; call < 4; call++) {
      assertSame(compiled.apply(X, good), List.of(X.normal(good, RNG)));
    }
    assertThat(compiled.plan(X, good)).isPresent();
    assertThatThrownBy(() -> compiled.apply(X, X.negate()))
        .hasMessage("normal: deviation -0.2 at place 0; needs 0 or more");
  }

  @Test
  void no_step_is_skipped_by_calls_that_run_without_the_plan() {
    StepKeys keys = StepKeys.of(RNG);
    AtomicInteger calls = new AtomicInteger();
    Compiled compiled =
        Compiled.of(x ->
            Training.scope(
                keys,
                () -> {
                  calls.incrementAndGet();
                  return List.of(x.getFirst().dropout(0.5, Training.key()));
                }));
    for (int call = 1; call < 9; call++) {
      Tensor x = call % 2 == 0 ? X : X.transpose();
      Rng rng = RNG.child("step").child(call).child(0).child(0);
      assertSame(compiled.apply(x), List.of(x.dropout(0.5, rng)));
    }
    assertThat(calls).hasValue(4);
  }
}
