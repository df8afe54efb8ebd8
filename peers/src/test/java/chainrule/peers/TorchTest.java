// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.random.Rng;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import chainrule.testkit.Sample;
import chainrule.testkit.Samples;
import chainrule.testkit.Script;
import chainrule.testkit.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same computations here and in libtorch. */
class TorchTest {

  private static final int PROGRAMS = 2000;

  /** Why operations, or some of their samples, have no match in libtorch. */
  private static final Map<String, String> ABSENT = new TreeMap<>();

  static boolean isKnown(Sample sample) {
    try {
      Torch.one(sample.op(), sample.inputs());
      return true;
    } catch (TorchRules.Absent absent) {
      ABSENT.putIfAbsent(sample.op().name(), absent.getMessage());
      return false;
    } catch (RuntimeException refused) {
      // The first line of libtorch's own words.
      ABSENT.putIfAbsent(
          sample.op().name(),
          "refused: " + String.valueOf(refused.getMessage()).lines().findFirst().orElse(""));
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({"F64, 1e-9", "F32, 1e-4"})
  void random_programs_have_the_values_and_gradients_of_libtorch(DType dtype, double tolerance) {
    torch.set_num_threads(1);
    Scripts scripts = Scripts.of(dtype, TorchTest::isKnown);
    Tally tally = new Tally(tolerance);
    int tries = 0;
    for (; tally.programs < PROGRAMS; tries++) {
      String seed = "seed " + tries;
      scripts
          .random(Rng.seed(tries).child("libtorch"))
          .ifPresent(script -> tally.compare(seed, script));
    }
    System.out.println(
        "libtorch, " + dtype + ": " + tries + " drawn, refused " + scripts.refusals() + tally);
    assertThat(tally.unexplained).isEmpty();
    everyOperationIsMetOrAbsent(tally.uses);
    assertThat(tries - PROGRAMS).isLessThan(tries / 10);
    assertThat(tally.explained.values().stream().mapToInt(count -> count).sum())
        .isLessThan(PROGRAMS / 50);
  }

  /** Twenty programs have each operation, but for those that draw numbers. */
  private static void everyOperationIsMetOrAbsent(Map<String, Integer> uses) {
    Map<String, String> absent = new TreeMap<>();
    for (Op op : Samples.operations()) {
      if (uses.getOrDefault(op.name(), 0) < 20) {
        absent.put(op.name(), ABSENT.getOrDefault(op.name(), "drawn too rarely"));
      }
    }
    System.out.println("absent in libtorch or JavaCPP: " + absent);
    assertThat(absent).containsOnlyKeys("bernoulli", "dropout", "multinomial");
  }

  /** What was found in programs so far. */
  private static final class Tally {
    private final double tolerance;
    private final Map<String, Integer> uses = new TreeMap<>();
    private final Map<String, Integer> explained = new TreeMap<>();
    private final List<String> unexplained = new ArrayList<>();
    private int programs;

    private Tally(double tolerance) {
      this.tolerance = tolerance;
    }

    private void compare(String seed, Script script) {
      programs++;
      for (Script.Line line : script.lines()) {
        if (line instanceof Script.Applied applied) {
          uses.merge(applied.op().name(), 1, Integer::sum);
        }
      }
      Comparison found = Comparison.of(script, tolerance);
      switch (found.kind()) {
        case SAME -> {}
        case EXPLAINED -> explained.merge(found.about(), 1, Integer::sum);
        case DIFFERENT -> {
          Script shown = unexplained.size() < 5 ? script.shrunk(this::differs) : script;
          unexplained.add(seed + ": " + found.about() + "\n" + shown);
        }
      }
    }

    private boolean differs(Script script) {
      return Comparison.of(script, tolerance).kind() == Comparison.Kind.DIFFERENT;
    }

    @Override
    public String toString() {
      return ", explained "
          + explained
          + ", unexplained "
          + unexplained.size()
          + "\noperations in programs: "
          + uses;
    }
  }

  @Test
  void small_samples_have_the_values_of_libtorch() {
    List<String> different = new ArrayList<>();
    int compared = 0;
    for (Op op : Samples.operations()) {
      for (Sample sample : Samples.of(op, DType.F64)) {
        if (!sample.isLarge() && isKnown(sample)) {
          compared++;
          double[] theirs = Torch.one(sample.op(), sample.inputs());
          Tensor ours = sample.value();
          if (!Comparison.isClose(ours.toDoubles(), theirs, 1e-12)) {
            different.add(sample.toString());
          }
        }
      }
    }
    System.out.println("samples compared with libtorch: " + compared);
    assertThat(different).isEmpty();
  }
}
