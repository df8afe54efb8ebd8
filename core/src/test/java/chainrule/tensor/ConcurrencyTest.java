// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.GraphException;
import chainrule.random.Rng;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  private static final int THREADS = 8;
  private static final int TRIALS = 1000;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void end() {
    threads.close();
  }

  /** The same work on all threads, started together. */
  private <T> List<Future<T>> together(IntFunction<T> work) throws InterruptedException {
    var start = new CyclicBarrier(THREADS);
    List<Callable<T>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      tasks.add(() -> {
        start.await();
        return work.apply(thread);
      });
    }
    return threads.invokeAll(tasks);
  }

  @Test
  void no_update_of_a_shared_leaf_is_lost_in_a_thousand_trials() throws Exception {
    for (int trial = 0; trial < TRIALS; trial++) {
      var x = Tensor.of(DType.F64, 1, 2).requiresGrad();
      var y = Tensor.of(DType.F64, 3, 4).requiresGrad();
      for (var done :
          together(thread -> {
            x.times(y).times(thread + 1.0).sum().backward();
            return thread;
          })) {
        done.get();
      }
      assertThat(x.grad().toDoubles()).as("trial %s", trial).containsExactly(36 * 3, 36 * 4);
      assertThat(y.grad().toDoubles()).as("trial %s", trial).containsExactly(36, 36 * 2);
    }
  }

  @Test
  void independent_graphs_do_not_meet() throws Exception {
    var expected = new ArrayList<float[]>();
    for (int thread = 0; thread < THREADS; thread++) {
      expected.add(network(thread));
    }
    for (int trial = 0; trial < 20; trial++) {
      var found = together(ConcurrencyTest::network);
      for (int thread = 0; thread < THREADS; thread++) {
        assertThat(found.get(thread).get()).containsExactly(expected.get(thread));
      }
    }
  }

  private static float[] network(int seed) {
    var rng = Rng.seed(seed);
    var w = Tensor.normal(DType.F32, Shape.of(6, 6), rng.child("w")).requiresGrad();
    var x = Tensor.normal(DType.F32, Shape.of(4, 6), rng.child("x"));
    var hidden = Autograd.checkpoint(v -> v.matmul(w).tanh(), x);
    hidden.onGradient(g -> assertThat(g.shape()).isEqualTo(Shape.of(4, 6)));
    hidden.matmul(w).softmax(1).square().sum().backward();
    return w.grad().toFloats();
  }

  @Test
  void of_several_passes_through_one_graph_one_alone_wins() throws Exception {
    for (int trial = 0; trial < TRIALS; trial++) {
      var x = Tensor.of(DType.F64, 1, 2).requiresGrad();
      var loss = x.times(3).exp().log().square().sum();
      int won = 0;
      for (var done :
          together(_ -> {
            loss.backward();
            return true;
          })) {
        try {
          assertThat(done.get()).isTrue();
          won++;
        } catch (ExecutionException lost) {
          assertThat(lost.getCause())
              .isInstanceOf(GraphException.class)
              .hasMessageContaining("was released by an earlier backward pass");
        }
      }
      assertThat(won).as("trial %s", trial).isEqualTo(1);
      assertThat(x.grad().get(0)).as("trial %s", trial).isBetween(17.99, 18.01);
    }
  }

  @Test
  void of_passes_that_meet_in_one_gate_one_alone_wins() throws Exception {
    var both = new CyclicBarrier(THREADS);
    var x = Tensor.of(DType.F64, 1, 2).requiresGrad();
    var meeting =
        Gate.of(
            "meeting",
            in -> in.getFirst().times(2),
            back -> {
              try {
                both.await();
              } catch (InterruptedException | BrokenBarrierException failed) {
                throw new IllegalStateException(failed);
              }
              return List.of(back.upstream().times(2));
            });
    var loss = meeting.apply(x.times(3));
    int won = 0;
    for (var done :
        together(_ -> {
          loss.backward(Tensor.of(DType.F64, 1, 1));
          return true;
        })) {
      try {
        assertThat(done.get()).isTrue();
        won++;
      } catch (ExecutionException lost) {
        assertThat(lost.getCause())
            .isInstanceOf(GraphException.class)
            .hasMessageContaining("the graph behind meeting was released by an earlier");
      }
    }
    assertThat(won).isEqualTo(1);
    assertThat(x.grad().toDoubles()).containsExactly(6, 6);
  }

  @Test
  void a_call_is_let_go_of_by_one_pass_alone() {
    var call = Tensor.of(1, 2).requiresGrad().times(3).call().orElseThrow();
    call.release();
    assertThatThrownBy(call::release)
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("backward: the graph behind mul was released");
  }

  @Test
  void passes_that_keep_the_graph_are_all_right() throws Exception {
    var x = Tensor.of(DType.F64, 1, 2).requiresGrad();
    var loss = x.times(3).square().sum();
    for (var done :
        together(_ -> {
          Autograd.of(loss).retainGraph().intoLeaves();
          return true;
        })) {
      assertThat(done.get()).isTrue();
    }
    assertThat(x.grad().toDoubles()).containsExactly(8 * 18, 8 * 36);
  }

  @Test
  void hooks_added_and_removed_by_many_threads_are_all_there_or_gone() throws Exception {
    var x = Tensor.of(DType.F64, 1).requiresGrad();
    var counts = Collections.synchronizedList(new ArrayList<Integer>());
    var hooks = new ArrayList<Hook>();
    for (var done : together(thread -> x.onGradient(_ -> counts.add(thread)))) {
      hooks.add(done.get());
    }
    x.sum().backward();
    assertThat(counts).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    for (var done :
        together(thread -> {
          hooks.get(thread).remove();
          return true;
        })) {
      assertThat(done.get()).isTrue();
    }
    x.sum().backward();
    assertThat(counts).hasSize(THREADS);
  }

  @Test
  void a_graph_released_elsewhere_is_named() throws Exception {
    var x = Tensor.of(DType.F64, 1, 2).requiresGrad();
    var loss = x.exp().sum();
    threads.submit(() -> loss.backward()).get();
    assertThatThrownBy(loss::backward)
        .isInstanceOf(GraphException.class)
        .hasMessageStartingWith("backward: the graph behind sum was released");
  }
}
