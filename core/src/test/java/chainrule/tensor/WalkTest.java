// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class WalkTest {

  @Test
  void a_chain_of_a_million_calls_needs_no_stack() throws Exception {
    var x = Tensor.scalar(DType.F64, 1).requiresGrad();
    Callable<Double> chain =
        () -> {
          var y = x;
          for (int i = 0; i < 1_000_000; i++) {
            y = y.negate();
          }
          y.backward();
          return x.grad().item();
        };
    var task = new FutureTask<>(chain);
    new Thread(null, task, "small stack", 256 << 10).start();
    assertThat(task.get()).isEqualTo(1);
  }

  @Test
  void forty_doublings_are_forty_calls_and_not_two_to_the_forty() {
    var x = Tensor.scalar(DType.F64, 1).requiresGrad();
    var y = x;
    for (int i = 0; i < 40; i++) {
      y = y.plus(y);
    }
    Autograd.of(y).retainGraph().intoLeaves();
    assertThat(x.grad().item()).isEqualTo(0x1p40);
    var first = Autograd.of(y).createGraph().gradient(x);
    assertThat(calls(first)).as("calls of the recorded pass").isLessThanOrEqualTo(40);
  }

  @Test
  void threads_that_share_a_leaf_lose_nothing() throws Exception {
    var x = Tensor.of(DType.F64, 1, 2).requiresGrad();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var results = new ArrayList<Callable<Void>>();
      for (int i = 0; i < 400; i++) {
        int factor = i;
        results.add(() -> {
          x.times(factor).sum().backward();
          return null;
        });
      }
      for (var result : threads.invokeAll(results)) {
        result.get();
      }
    }
    assertThat(x.grad().toDoubles()).containsOnly(400 * 399 / 2.0);
  }

  @Test
  void threads_that_share_a_graph_agree() throws Exception {
    var x = Tensor.of(DType.F64, 0.5, 2).requiresGrad();
    var y = x.exp().times(x.sigmoid()).sum();
    double[] alone = Autograd.of(y).retainGraph().gradient(x).toDoubles();
    try (var threads = Executors.newFixedThreadPool(8)) {
      Callable<double[]> pass = () -> Autograd.of(y).retainGraph().gradient(x).toDoubles();
      for (var result : threads.invokeAll(java.util.Collections.nCopies(100, pass))) {
        assertThat(result.get()).containsExactly(alone);
      }
    }
  }

  private static int calls(Tensor output) {
    var seen = new ArrayList<Tensor>();
    var open = new ArrayList<>(List.of(output));
    while (!open.isEmpty()) {
      var tensor = open.removeLast();
      if (tensor.call().isPresent() && !seen.contains(tensor)) {
        seen.add(tensor);
        open.addAll(tensor.call().get().inputs());
      }
    }
    return seen.size();
  }
}
