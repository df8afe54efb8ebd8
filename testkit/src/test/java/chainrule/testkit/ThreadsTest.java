// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Eight threads at once: whole numbers, so that every order of additions gives the same bits. */
class ThreadsTest {

  private static final int THREADS = 8;

  private static final Rng RNG = Rng.seed(15);

  private static final ExecutorService TEAM = Executors.newFixedThreadPool(THREADS);

  @AfterAll
  static void end() throws InterruptedException {
    TEAM.shutdown();
    TEAM.awaitTermination(10, TimeUnit.SECONDS);
  }

  @Test
  void threads_with_computations_of_their_own_do_not_disturb_each_other() throws Exception {
    independent(100);
  }

  @Test
  void no_contribution_to_a_shared_leaf_is_lost() throws Exception {
    shared(100);
  }

  @Test
  @Tag("long")
  void nor_in_a_thousand_trials() throws Exception {
    independent(1000);
    shared(1000);
  }

  private static List<Script> scripts() {
    Scripts scripts = Scripts.ofWholeNumbers();
    List<Script> made = new ArrayList<>();
    for (int seed = 0; made.size() < 4 * THREADS; seed++) {
      scripts.random(RNG.child(seed)).ifPresent(made::add);
    }
    return made;
  }

  private static void independent(int trials) throws Exception {
    List<Script> scripts = scripts();
    List<List<Tensor>> alone =
        scripts.stream().map(script -> script.gradients(script.run())).toList();
    for (int trial = 0; trial < trials; trial++) {
      int first = trial;
      List<List<Tensor>> together =
          together(thread -> {
            Script script = scripts.get((first + thread) % scripts.size());
            return script.gradients(script.run());
          });
      for (int thread = 0; thread < THREADS; thread++) {
        same(together.get(thread), alone.get((first + thread) % scripts.size()));
      }
    }
  }

  /** Each thread runs the same computation on the same leaves: eight times the gradient. */
  private static void shared(int trials) throws Exception {
    List<Script> scripts = scripts();
    for (int trial = 0; trial < trials; trial++) {
      Script script = scripts.get(trial % scripts.size());
      List<Tensor> leaves = script.run().stream().filter(Tensor::isLeaf).toList();
      List<Tensor> once = script.gradients(script.run());
      together(thread -> {
        List<Tensor> values = script.run(leaves);
        if (values.getLast().isWatched()) {
          values.getLast().backward();
        }
        return List.of();
      });
      List<Tensor> sums =
          leaves.stream()
              .filter(Tensor::isGradRequired)
              .map(
                  leaf -> leaf.hasGrad() ? leaf.grad() : Tensor.full(leaf.dtype(), leaf.shape(), 0))
              .toList();
      same(sums, once.stream().map(gradient -> gradient.times(THREADS)).toList());
    }
  }

  private static void same(List<Tensor> some, List<Tensor> expected) {
    for (int i = 0; i < expected.size(); i++) {
      TensorAssert.assertThat(some.get(i).plus(0))
          .as("gradient %s", i)
          .hasBits(expected.get(i).plus(0));
    }
  }

  /** What a thread does. */
  private interface Part {
    List<Tensor> of(int thread);
  }

  private static List<List<Tensor>> together(Part part) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<List<Tensor>>> parts = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      parts.add(() -> {
        start.await();
        return part.of(number);
      });
    }
    List<List<Tensor>> results = new ArrayList<>();
    for (Future<List<Tensor>> result : TEAM.invokeAll(parts)) {
      results.add(result.get());
    }
    return results;
  }
}
