// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.autograd.GradCheck;
import chainrule.error.GraphException;
import chainrule.error.ModifiedException;
import chainrule.graph.Graph;
import chainrule.nn.Training;
import chainrule.random.Rng;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CheckpointTest {

  private final Tensor x = normal("x", 5, 4).requiresGrad();
  private final Tensor w = normal("w", 4, 4).requiresGrad();

  private static Tensor normal(String name, long... sizes) {
    return Tensor.normal(DType.F32, Shape.of(sizes), Rng.seed(7).child(name));
  }

  /** Uses w three times, so that the order of sums shows in the bits. */
  private Tensor block(Tensor in) {
    var once = in.matmul(w).tanh();
    var twice = once.matmul(w).sigmoid();
    return twice.matmul(w).times(once).softmax(1);
  }

  private Tensor loss(UnaryOperator<Tensor> block) {
    var before = x.matmul(w).silu();
    var after = block.apply(block.apply(before));
    return after.matmul(w).times(before).square().mean();
  }

  private static List<float[]> bits(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::toFloats).toList();
  }

  @Test
  void value_and_gradients_have_the_bits_they_would_have_had() {
    var plain = loss(this::block);
    var kept = loss(in -> Autograd.checkpoint(this::block, in));
    assertThat(kept.item()).isEqualTo(plain.item());
    var asked = Autograd.of(plain).retainGraph().gradients(x, w);
    var again = Autograd.of(kept).retainGraph().gradients(x, w);
    for (int i = 0; i < 2; i++) {
      assertThat(again.get(i).toFloats()).containsExactly(asked.get(i).toFloats());
    }
    kept.backward();
    assertThat(x.grad().toFloats()).containsExactly(asked.get(0).toFloats());
    assertThat(w.grad().toFloats()).containsExactly(asked.get(1).toFloats());
  }

  @Test
  void a_gradient_penalty_has_the_bits_too() {
    assertThat(bits(penalty(in -> Autograd.checkpoint(this::block, in))))
        .usingRecursiveComparison()
        .isEqualTo(bits(penalty(this::block)));
  }

  private List<Tensor> penalty(UnaryOperator<Tensor> block) {
    var slope = Autograd.of(loss(block)).createGraph().gradient(x);
    return Autograd.grad(slope.square().sum(), w, x);
  }

  @Test
  void its_gradients_hold_against_differences_to_the_second_order() {
    GradCheck.of((a, b) -> Autograd.checkpoint(v -> v.exp().times(b).tanh(), a.times(b)))
        .order(2)
        .kinkDistance(0)
        .check(Tensor.of(0.5, -1), Tensor.of(2, 0.25));
  }

  @Test
  void checkpoints_nest() {
    UnaryOperator<Tensor> inner = in -> Autograd.checkpoint(this::block, in.times(2));
    UnaryOperator<Tensor> plain = in -> block(in.times(2)).matmul(w).exp();
    UnaryOperator<Tensor> outer =
        in -> Autograd.checkpoint(v -> inner.apply(v).matmul(w).exp(), in);
    var expected = Autograd.grad(loss(plain), w, x);
    var found = Autograd.grad(loss(outer), w, x);
    assertThat(bits(found)).usingRecursiveComparison().isEqualTo(bits(expected));
  }

  @Test
  void several_inputs_and_results_from_outside_are_reached() {
    var outside = x.times(3);
    var same = x.times(3);
    var result =
        Autograd.checkpoint(
            in -> in.get(0).matmul(in.get(1)).plus(outside).tanh(), List.of(x.exp(), w));
    var plain = x.exp().matmul(w).plus(same).tanh();
    assertThat(bits(Autograd.grad(result.sum(), x, w)))
        .usingRecursiveComparison()
        .isEqualTo(bits(Autograd.grad(plain.sum(), x, w)));
  }

  @Test
  void the_memory_held_is_that_of_the_inputs() {
    UnaryOperator<Tensor> deep =
        in -> {
          var value = in;
          for (int i = 0; i < 50; i++) {
            value = value.sigmoid();
          }
          return value;
        };
    var plain = deep.apply(deep.apply(x)).sum();
    var kept = Autograd.checkpoint(deep, Autograd.checkpoint(deep, x)).sum();
    assertThat(held(plain)).hasSize(102);
    assertThat(held(kept)).as("the sum, two checkpoints, the leaf").hasSize(4);
    var numbers = held(kept).stream().mapToLong(Tensor::count).sum();
    assertThat(numbers).isEqualTo(1 + 3 * x.count());
    kept.backward();
    assertThat(held(kept)).as("nothing after the pass").hasSize(1);
  }

  /** Every tensor that a result keeps alive. */
  private static List<Tensor> held(Tensor result) {
    var seen = Collections.newSetFromMap(new IdentityHashMap<Tensor, Boolean>());
    var open = new ArrayList<>(List.of(result));
    while (!open.isEmpty()) {
      var tensor = open.removeLast();
      if (seen.add(tensor)) {
        try {
          tensor.call().ifPresent(call -> open.addAll(call.inputs()));
        } catch (GraphException released) {
          assertThat(released).hasMessageContaining("released");
        }
      }
    }
    return List.copyOf(seen);
  }

  @Test
  void it_runs_once_forward_and_once_for_each_pass_back() {
    var runs = new AtomicInteger();
    var result =
        Autograd.checkpoint(
            v -> {
              runs.incrementAndGet();
              return v.exp().times(w.sum());
            },
            x);
    assertThat(runs).hasValue(1);
    Autograd.of(result.sum()).retainGraph().gradients(x, w);
    assertThat(runs).as("for all inputs together").hasValue(2);
    result.sum().backward();
    assertThat(runs).hasValue(3);
  }

  @Test
  void draws_are_the_same_when_they_are_made_again() {
    var key = Rng.seed(3).child("mask");
    UnaryOperator<Tensor> noisy =
        v -> v.exp().times(Tensor.uniform(DType.F32, v.shape(), key)).square();
    var plain = Autograd.grad(noisy.apply(x).sum(), x).getFirst();
    var kept = Autograd.grad(Autograd.checkpoint(noisy, x).sum(), x).getFirst();
    assertThat(kept.toFloats()).containsExactly(plain.toFloats());
  }

  @Test
  void it_runs_again_in_the_mode_of_its_first_time() {
    var modes = new ArrayList<Boolean>();
    UnaryOperator<Tensor> function =
        v -> {
          modes.add(Context.current().training());
          return v.exp();
        };
    var result = Training.scope(() -> Autograd.checkpoint(function, x));
    result.sum().backward();
    assertThat(modes).containsExactly(true, true);
  }

  @Test
  void a_leaf_that_was_rewritten_is_an_error_inputs_and_others() {
    var result = Autograd.checkpoint(v -> v.matmul(w).tanh(), x).sum();
    w.assign(normal("other", 4, 4));
    assertThatThrownBy(result::backward)
        .isInstanceOf(ModifiedException.class)
        .hasMessageStartingWith("checkpoint: input 1, F32[4, 4], was rewritten by assign after");
    var other = Autograd.checkpoint(v -> v.plus(1).exp(), x).sum();
    x.assign(normal("other", 5, 4));
    assertThatThrownBy(other::backward)
        .isInstanceOf(ModifiedException.class)
        .hasMessageStartingWith("checkpoint: input 0");
  }

  @Test
  void a_function_that_does_something_else_is_an_error() {
    var runs = new AtomicInteger();
    var sizes = Autograd.checkpoint(v -> runs.getAndIncrement() == 0 ? v.exp() : v.exp().sum(), x);
    assertThatThrownBy(() -> sizes.sum().backward())
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("checkpoint: its function gave F32[5, 4] first, and then F32[]")
        .hasMessageContaining("fix: the function must do the same each time");
    var leaves = Autograd.checkpoint(v -> runs.getAndIncrement() == 2 ? v.exp() : v.matmul(w), x);
    assertThatThrownBy(() -> leaves.sum().backward())
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("used F32[4, 4] only when it was computed again");
  }

  @Test
  void where_nothing_is_recorded_nothing_is_kept() {
    assertThat(Autograd.noGrad(() -> Autograd.checkpoint(Tensor::exp, x)).isWatched()).isFalse();
    assertThat(Autograd.checkpoint(Tensor::exp, x.detach()).isWatched()).isFalse();
    assertThat(Autograd.checkpoint(v -> v, x)).isSameAs(x);
    var before = x.exp();
    assertThat(Autograd.checkpoint(v -> before, x)).isSameAs(before);
  }

  @Test
  void hooks_inside_run_when_the_pass_comes_to_them() {
    var seen = new ArrayList<String>();
    var result =
        Autograd.checkpoint(
            v -> {
              var hidden = v.exp();
              hidden.onGradient(g -> seen.add("inside"));
              return hidden.square();
            },
            x);
    result.onGradient(g -> seen.add("result"));
    x.onGradient(g -> seen.add("input"));
    result.sum().backward();
    assertThat(seen).containsExactly("result", "inside", "input");
  }

  @Test
  void a_captured_graph_has_all_gates_and_a_recorded_one_says_they_are_gone() {
    var graph = Graph.capture(() -> Autograd.checkpoint(v -> v.exp().sum(), x));
    assertThat(graph.gates()).extracting(gate -> gate.op()).containsExactly("exp", "sum");
    var result = Autograd.checkpoint(v -> v.exp().sum(), x);
    assertThatThrownBy(() -> Graph.of(result))
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("graph: a checkpoint forgot the gates of F32[]");
  }

  @Test
  void threads_may_go_back_through_one_at_once() throws Exception {
    var result = Autograd.checkpoint(this::block, x).square().sum();
    var alone = Autograd.of(result).retainGraph().gradient(w).toFloats();
    try (var threads = Executors.newFixedThreadPool(8)) {
      Callable<float[]> pass = () -> Autograd.of(result).retainGraph().gradient(w).toFloats();
      for (var found : threads.invokeAll(Collections.nCopies(100, pass))) {
        assertThat(found.get()).containsExactly(alone);
      }
    }
  }

  @Test
  void data_that_was_rewritten_between_the_passes_is_refused() {
    var data = Tensor.of(2, 2, 2);
    var in = Tensor.of(1, 2, 3).requiresGrad();
    var loss = Autograd.checkpoint(each -> each.times(data).square(), in).sum();
    data.assign(Tensor.of(5, 5, 5));
    assertThatThrownBy(loss::backward)
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("gave other values when it was computed again");
  }

  @Test
  void values_that_are_nan_are_the_same_again() {
    var in = Tensor.of(-1, 4).requiresGrad();
    Autograd.checkpoint(each -> each.sqrt().times(2), in).sum().backward();
    assertThat(in.grad().toFloats()).containsExactly(Float.NaN, 0.5f);
  }

  /** As in a loaded model, whose parameters get no gradient unless somebody asked for it. */
  @Test
  void what_was_not_recorded_is_not_recorded_again() {
    var weight = Tensor.of(2, 2, 2).requiresGrad();
    UnaryOperator<Tensor> function =
        each -> {
          var context = Context.current();
          boolean unset = context.recording() == Context.Recording.UNSET;
          return (unset ? context.withRecording(false) : context)
              .call(() -> each.times(weight))
              .times(each);
        };
    var in = Tensor.of(1, 2, 3).requiresGrad();
    Autograd.checkpoint(function, in).sum().backward();
    assertThat(in.grad().toFloats()).containsExactly(2, 4, 6);
  }

  @Test
  void what_another_thread_makes_meanwhile_is_no_part_of_it() throws Exception {
    var running = new CountDownLatch(1);
    var made = new CompletableFuture<Tensor>();
    UnaryOperator<Tensor> function =
        in -> {
          running.countDown();
          return in.exp().matmul(made.join()).tanh();
        };
    try (var threads = Executors.newSingleThreadExecutor()) {
      var other =
          threads.submit(() -> {
            running.await();
            return made.complete(w.sigmoid());
          });
      var result = Autograd.checkpoint(function, x).sum();
      other.get();
      result.backward();
    }
    var again = Autograd.grad(x.exp().matmul(w.sigmoid()).tanh().sum(), x, w);
    assertThat(x.grad().toFloats()).containsExactly(again.get(0).toFloats());
    assertThat(w.grad().toFloats()).containsExactly(again.get(1).toFloats());
  }

  @Test
  void a_checkpoint_that_is_differentiated_in_another_has_its_bits() {
    UnaryOperator<Tensor> function = in -> in.times(w.sum()).exp();
    UnaryOperator<Tensor> plain =
        in -> Autograd.of(function.apply(in).sum()).createGraph().gradient(in).square();
    var around = Autograd.checkpoint(function, x).sum();
    UnaryOperator<Tensor> slope =
        in -> Autograd.of(around).retainGraph().createGraph().gradient(x).square().times(in);
    var kept = Autograd.grad(Autograd.checkpoint(slope, x).sum(), w).getFirst();
    var whole = Autograd.grad(plain.apply(x).times(x).sum(), w).getFirst();
    assertThat(kept.toFloats()).containsExactly(whole.toFloats());
  }

  @Test
  void a_function_that_gives_null_the_second_time_is_an_error() {
    var runs = new AtomicInteger();
    var result = Autograd.checkpoint(v -> runs.getAndIncrement() == 0 ? v.exp() : null, x).sum();
    assertThatThrownBy(result::backward)
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("checkpoint: the function gave null");
  }
}
