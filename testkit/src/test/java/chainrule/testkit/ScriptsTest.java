// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random computations, and their gradients judged as wholes. */
class ScriptsTest {

  private static final int COUNT = 300;

  private static final Rng RNG = Rng.seed(4);

  @Test
  void a_script_is_read_as_it_was_written_and_shrinks_to_what_fails() {
    Scripts scripts = Scripts.of(DType.F64, op -> true);
    for (int seed = 0; seed < 40; seed++) {
      Optional<Script> drawn = scripts.random(RNG.child(seed));
      if (drawn.isPresent()) {
        Script script = drawn.get();
        Script read = Script.parse(script.toString());
        assertThat(read).asString().isEqualTo(script.toString());
        TensorAssert.assertThat(read.run().getLast()).hasBits(script.run().getLast());
        Script shrunk = script.shrunk(each -> each.toString().contains(" add()"));
        assertThat(shrunk.size()).as("%s", shrunk).isEqualTo(1);
      }
    }
  }

  @Test
  void gradients_of_random_computations_are_their_slopes() {
    Scripts scripts = Scripts.of(DType.F64, op -> true);
    int made = 0;
    int ties = 0;
    Map<String, Integer> uses = new TreeMap<>();
    for (int seed = 0; seed < COUNT; seed++) {
      Optional<Script> script = scripts.random(RNG.child(seed));
      if (script.isPresent()) {
        made++;
        ties += judge(seed, script.get()) ? 0 : 1;
        for (Script.Line line : script.get().lines()) {
          if (line instanceof Script.Applied applied) {
            uses.merge(applied.op().name(), 1, Integer::sum);
          }
        }
      }
    }
    Set<String> unused = new HashSet<>(scripts.operations());
    unused.removeAll(uses.keySet());
    System.out.println(
        "random computations: "
            + made
            + " of "
            + COUNT
            + ", with a tie "
            + ties
            + ", refused "
            + scripts.refusals()
            + ", of "
            + uses.size()
            + " operations; not met: "
            + unused);
    assertThat(made - ties).isGreaterThan(COUNT * 9 / 10);
  }

  /** False if equal elements that move differently leave the slope to convention. */
  private static boolean judge(int seed, Script script) {
    List<Tensor> values = script.run();
    List<Integer> leaves = script.differentiated();
    Map<Tensor, Tensor> directions = new HashMap<>();
    double back = 0;
    double size = 1e-3;
    for (int leaf : leaves) {
      Tensor value = values.get(leaf);
      double[] direction = new double[(int) value.count()];
      Rng rng = RNG.child("direction").child(leaf);
      Arrays.setAll(direction, i -> (rng.below(i, 33) - 16) / 8.0);
      directions.put(value, Tensor.of(DType.F64, value.shape(), direction));
    }
    double front;
    try {
      front = Forward.slope(values.getLast(), directions).item();
    } catch (Forward.Tie tie) {
      return false;
    }
    List<Tensor> gradients = script.gradients(values);
    for (int i = 0; i < leaves.size(); i++) {
      double[] gradient = gradients.get(i).toDoubles();
      double[] direction = directions.get(values.get(leaves.get(i))).toDoubles();
      for (int j = 0; j < gradient.length; j++) {
        back += gradient[j] * direction[j];
        size += Math.abs(gradient[j] * direction[j]);
      }
    }
    assertThat(Math.abs(back - front))
        .as("seed %s: back %s, front %s%n%s", seed, back, front, script)
        .isLessThanOrEqualTo(1e-10 * size);
    return true;
  }
}
