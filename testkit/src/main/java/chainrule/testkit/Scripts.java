// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.random.Rng;
import chainrule.tensor.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Random computations over all operations, for comparing one way of computing with another: three
 * to twenty operations drawn from the samples' calls, each applied to earlier results that are
 * brought to the shapes and into the ranges of the sample.
 *
 * <pre>{@code
 * Script script = Scripts.of(DType.F64, sample -> true).random(Rng.seed(7)).orElseThrow();
 * }</pre>
 */
public final class Scripts {

  private static final int LARGEST = 24;

  private final DType dtype;
  private final boolean whole;
  private final List<List<Sample>> vocabulary = new ArrayList<>();
  private final Map<String, Integer> refusals = new TreeMap<>();

  private Scripts(DType dtype, boolean whole, Predicate<Sample> taken) {
    this.dtype = dtype;
    this.whole = whole;
    for (Op op : Samples.operations()) {
      List<Sample> samples =
          Samples.of(op, dtype).stream()
              .filter(sample -> suits(sample) && taken.test(sample))
              .toList();
      if (!samples.isEmpty()) {
        vocabulary.add(samples);
      }
    }
  }

  /**
   * Computations in a type.
   *
   * @param dtype F32 or F64
   * @param taken which calls take part, and with them their operations
   */
  public static Scripts of(DType dtype, Predicate<Sample> taken) {
    return new Scripts(dtype, false, taken);
  }

  /**
   * Computations on whole numbers, of operations that keep them whole: their values and gradients
   * are exact whatever the order of additions.
   */
  public static Scripts ofWholeNumbers() {
    Set<String> exact =
        Set.of(
            "add", "sub", "mul", "neg", "abs", "square", "relu", "sum", "max", "min", "maximum",
            "minimum", "reshape", "permute", "slice", "concat", "matmul", "affine");
    return new Scripts(DType.F64, true, sample -> exact.contains(sample.op().name()));
  }

  /** The names of the operations that take part. */
  public Set<String> operations() {
    Set<String> names = new HashSet<>();
    vocabulary.forEach(samples -> names.add(samples.getFirst().op().name()));
    return Set.copyOf(names);
  }

  /** Why computations were refused so far, and how often. */
  public Map<String, Integer> refusals() {
    return new TreeMap<>(refusals);
  }

  /** A computation; nothing if its values or gradients leave what can be compared. */
  public Optional<Script> random(Rng rng) {
    Draft draft = new Draft(dtype, whole, rng);
    int wanted = 3 + rng.below(0, 18);
    int tries = 0;
    for (int made = 0; made < wanted && tries < 5 * wanted; tries++) {
      Rng here = rng.child("step").child(tries);
      List<Sample> samples = vocabulary.get(here.below(0, vocabulary.size()));
      made += draft.add(samples.get(here.below(1, samples.size())), here) ? 1 : 0;
    }
    Script script = draft.finished();
    Optional<String> refusal = Draft.refusal(script);
    refusal.ifPresent(reason -> refusals.merge(reason, 1, Integer::sum));
    return refusal.isPresent() ? Optional.empty() : Optional.of(script);
  }

  private boolean suits(Sample sample) {
    return !sample.isLarge()
        && OpText.isWritable(sample.op())
        && sample.inputs().stream().allMatch(input -> input.count() > 0 && input.count() <= LARGEST)
        && Draft.isComparable(sample, dtype);
  }
}
