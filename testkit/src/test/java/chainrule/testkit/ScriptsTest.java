// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.random.Rng;
import chainrule.tensor.Arithmetic;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
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
    Scripts scripts = Scripts.of(DType.F64, sample -> true);
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
    Scripts scripts = Scripts.of(DType.F64, sample -> true);
    int made = 0;
    int ties = 0;
    Map<String, Integer> uses = new TreeMap<>();
    for (int seed = 0; seed < COUNT; seed++) {
      Optional<Script> script = scripts.random(RNG.child(seed));
      if (script.isPresent()) {
        made++;
        Verdict verdict = beside(script.get());
        ties += verdict == Verdict.TIE ? 1 : 0;
        if (verdict == Verdict.DIFFERENT) {
          Script shrunk = script.get().shrunk(each -> beside(each) == Verdict.DIFFERENT);
          throw new AssertionError("seed " + seed + ": gradients differ in\n" + shrunk);
        }
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

  /** Equal elements that move differently leave the slope to convention. */
  private enum Verdict {
    SAME,
    TIE,
    DIFFERENT
  }

  /** A script that differs at a kink alone agrees once its leaves have moved off it. */
  private static Verdict beside(Script script) {
    Verdict verdict = judge(script);
    if (verdict != Verdict.DIFFERENT) {
      return verdict;
    }
    boolean kink = areBoundsEqual(script) || judge(moved(script)) != Verdict.DIFFERENT;
    return kink ? Verdict.TIE : verdict;
  }

  /** Whether bounds of a clamp meet: no gradient passes there, and equal bounds stay equal. */
  private static boolean areBoundsEqual(Script script) {
    List<Tensor> values = script.run();
    for (Script.Line line : script.lines()) {
      if (line instanceof Script.Applied(Op op, List<Integer> inputs)
          && op instanceof Arithmetic.ClampBetween) {
        Tensor equal = values.get(inputs.get(1)).equal(values.get(inputs.get(2)));
        if (equal.any().item() == 1) {
          return true;
        }
      }
    }
    return false;
  }

  private static Script moved(Script script) {
    List<Script.Line> lines = new ArrayList<>();
    for (Script.Line line : script.lines()) {
      lines.add(
          line instanceof Script.Given(Tensor value, boolean differentiated) && differentiated
              ? new Script.Given(
                  value.plus(
                      Tensor.normal(value.dtype(), value.shape(), RNG.child(lines.size()))
                          .times(1e-7)),
                  true)
              : line);
    }
    return new Script(lines);
  }

  /** Gradient . direction against the slope along the direction. */
  private static Verdict judge(Script script) {
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
      return Verdict.TIE;
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
    return Math.abs(back - front) <= 1e-8 * size ? Verdict.SAME : Verdict.DIFFERENT;
  }
}
