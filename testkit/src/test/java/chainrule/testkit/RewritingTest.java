// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.error.ModifiedException;
import chainrule.random.Rng;
import chainrule.tensor.Backward;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A leaf rewritten at a bad moment is noticed, or does not matter. */
class RewritingTest {

  private static final Rng RNG = Rng.seed(8);

  @Test
  void a_write_at_a_random_moment_is_caught_or_leaves_the_gradient_exact() {
    attack(150);
  }

  @Test
  @Tag("long")
  void so_is_each_of_a_thousand_writes() {
    attack(1000);
  }

  private static void attack(int count) {
    Scripts scripts = Scripts.of(DType.F64, sample -> true);
    int caught = 0;
    int made = 0;
    for (int seed = 0; made < count; seed++) {
      Optional<Script> script = scripts.random(RNG.child(seed));
      if (script.isPresent()) {
        made++;
        caught += isCaught(script.get(), Moment.values()[made % 3], seed) ? 1 : 0;
      }
    }
    System.out.println("writes: " + made + ", caught " + caught + ", the others harmless");
    assertThat(caught).isBetween(count / 4, count * 19 / 20);
  }

  /** When the write happens. */
  private enum Moment {
    AFTER_THE_FORWARD_PASS,
    IN_A_HOOK,
    BETWEEN_TWO_BACKWARD_PASSES
  }

  private static boolean isCaught(Script script, Moment moment, int seed) {
    List<Tensor> exact = script.gradients(script.run());
    List<Tensor> values = script.run();
    Rng rng = RNG.child("write").child(seed);
    List<Tensor> leaves =
        values.stream().filter(value -> value.isLeaf() && value.dtype().isFloating()).toList();
    Tensor leaf = leaves.get(rng.below(0, leaves.size()));
    Runnable write = () -> leaf.assign(leaf.plus(1).detach());
    try {
      switch (moment) {
        case AFTER_THE_FORWARD_PASS -> write.run();
        case IN_A_HOOK -> {
          List<Tensor> results =
              IntStream.range(0, values.size())
                  .mapToObj(values::get)
                  .filter(value -> value.isWatched() && !value.isLeaf())
                  .toList();
          if (!results.isEmpty()) {
            results.get(rng.below(1, results.size())).onGradient(_ -> write.run());
          }
        }
        case BETWEEN_TWO_BACKWARD_PASSES -> {
          if (values.getLast().isWatched()) {
            Backward.from(values.getLast()).retainGraph().intoLeaves();
          }
          values.forEach(Tensor::clearGrad);
          write.run();
        }
      }
      List<Tensor> gradients = script.gradients(values);
      for (int i = 0; i < exact.size(); i++) {
        TensorAssert.assertThat(gradients.get(i))
            .as("seed %s, %s, gradient %s%n%s", seed, moment, i, script)
            .hasBits(exact.get(i));
      }
      return false;
    } catch (ModifiedException noticed) {
      return true;
    }
  }
}
