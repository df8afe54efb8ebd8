// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The laws that every operation keeps, whichever backend is in use.
 *
 * <pre>{@code
 * for (Law law : OpLaws.all()) {
 *   OpLaws.check(law, mySamples);
 * }
 * }</pre>
 */
public final class OpLaws {

  private static final int SHOWN = 5;

  private OpLaws() {}

  /** All laws. */
  public static List<Law> all() {
    return Stream.concat(aboutValues().stream(), aboutMachines().stream()).toList();
  }

  /** The laws about values and gradients, whoever computes them. */
  public static List<Law> aboutValues() {
    return List.of(
        GradientLaws.differences(),
        GradientLaws.specs(),
        GradientLaws.replays(),
        GradientLaws.stops(),
        GradientLaws.definedValue(),
        GradientLaws.definedGradients(),
        GradientLaws.splits(),
        BitLaws.shapeRule(),
        BitLaws.layouts(),
        BitLaws.recording(),
        BitLaws.compiled(),
        BitLaws.inputs(),
        NanLaw.law());
  }

  /** The laws that every backend and any number of workers give the same bits. */
  public static List<Law> aboutMachines() {
    return List.of(BitLaws.backends(), BitLaws.workers());
  }

  /** Our samples of an operation, F32, F64 and what else it takes. */
  public static List<Sample> samples(Op operation) {
    return Stream.of(DType.values())
        .flatMap(dtype -> Samples.of(operation, dtype).stream())
        .toList();
  }

  /**
   * Samples of an operation of your own, F32 and F64, in every layout in memory: random numbers
   * from -2 to 2, the same in every run.
   *
   * @param operation what is sampled
   * @param inputs the shapes of the inputs of one call
   */
  public static List<Sample> samples(Op operation, Shape... inputs) {
    Input[] drawn =
        Stream.of(inputs)
            .map(shape -> new Input(Input.Kind.NUMBERS, shape, Values.within(-2, 2)))
            .toArray(Input[]::new);
    return Stream.of(DType.F32, DType.F64)
        .flatMap(dtype -> {
          SampleList list = new SampleList(dtype);
          list.rows(operation, operation::apply, drawn);
          return list.samples().stream();
        })
        .toList();
  }

  /**
   * Checks a law on all samples that it speaks of.
   *
   * @return how many those were
   * @throws AssertionError if it does not hold for some; the message names them
   */
  public static int check(Law law, List<Sample> samples) {
    List<String> broken = new ArrayList<>();
    int cases = 0;
    int failed = 0;
    for (Sample sample : samples) {
      if (law.speaksOf().test(sample)) {
        cases++;
        try {
          law.check().accept(sample);
        } catch (AssertionError | RuntimeException failure) {
          failed++;
          if (broken.size() < SHOWN) {
            broken.add(sample + "\n    " + failure);
          }
        }
      }
    }
    if (failed > 0) {
      throw new AssertionError(
          law
              + ": broken by "
              + failed
              + " of "
              + cases
              + " samples, such as\n  "
              + String.join("\n  ", broken));
    }
    return cases;
  }
}
