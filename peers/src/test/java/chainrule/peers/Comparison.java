// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import chainrule.tensor.Tensor;
import chainrule.testkit.Script;
import java.util.Arrays;
import java.util.List;

/**
 * How a script's values and gradients here stand to libtorch's.
 *
 * @param kind what was found
 * @param about where, and what explains it
 */
record Comparison(Kind kind, String about) {

  /** What was found. */
  enum Kind {
    SAME,
    EXPLAINED,
    DIFFERENT
  }

  static Comparison of(Script script, double tolerance) {
    Torch theirs;
    try {
      theirs = Torch.run(script);
    } catch (TorchRules.Absent absent) {
      return new Comparison(Kind.EXPLAINED, absent.getMessage());
    } catch (RuntimeException refused) {
      return new Comparison(
          Kind.EXPLAINED, String.valueOf(refused.getMessage()).lines().findFirst().orElse(""));
    }
    List<Tensor> values = script.run();
    for (int line = 0; line < values.size(); line++) {
      if (!isClose(values.get(line).toDoubles(), theirs.values().get(line), tolerance)) {
        return judge(script, values, line, tolerance);
      }
    }
    List<Tensor> gradients = script.gradients(values);
    for (int i = 0; i < gradients.size(); i++) {
      if (!isClose(gradients.get(i).toDoubles(), theirs.gradients().get(i), tolerance)) {
        return explainedBy(script, i, gradients.get(i), theirs, tolerance);
      }
    }
    return new Comparison(Kind.SAME, "");
  }

  /** A line that agrees on equal inputs has made more of earlier roundings, or jumped. */
  private static Comparison judge(Script script, List<Tensor> values, int line, double tolerance) {
    if (script.lines().get(line) instanceof Script.Applied(var op, List<Integer> inputs)) {
      double[] alone = Torch.one(op, inputs.stream().map(values::get).toList());
      return isClose(values.get(line).toDoubles(), alone, tolerance)
          ? new Comparison(Kind.EXPLAINED, "roundings before " + op.name())
          : new Comparison(Kind.DIFFERENT, "line " + line + ", " + op);
    }
    return new Comparison(Kind.DIFFERENT, "line " + line);
  }

  /** In F32 both may be far from the truth: then ours must not be the farther by much. */
  private static Comparison explainedBy(
      Script script, int i, Tensor ours, Torch theirs, double tolerance) {
    String text = script.toString();
    if (text.contains("F32")) {
      Script wide = Script.parse(text.replace("F32", "F64"));
      double[] truth = wide.gradients(wide.run()).get(i).toDoubles();
      double mine = distance(ours.toDoubles(), truth);
      double peer = distance(theirs.gradients().get(i), truth);
      if (mine <= 4 * peer + tolerance * magnitude(truth)) {
        return new Comparison(Kind.EXPLAINED, "a gradient that F32 cannot hold as well");
      }
    }
    return new Comparison(
        Kind.DIFFERENT,
        "gradient "
            + i
            + ": "
            + Arrays.toString(ours.toDoubles())
            + " where libtorch has "
            + Arrays.toString(theirs.gradients().get(i)));
  }

  static boolean isClose(double[] ours, double[] theirs, double tolerance) {
    if (ours.length != theirs.length) {
      return false;
    }
    double allowed = tolerance * Math.max(1, magnitude(theirs));
    for (int i = 0; i < ours.length; i++) {
      boolean same =
          Double.compare(ours[i], theirs[i]) == 0 || Math.abs(ours[i] - theirs[i]) <= allowed;
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static double distance(double[] some, double[] others) {
    double most = 0;
    for (int i = 0; i < some.length; i++) {
      most = Math.max(most, Math.abs(some[i] - others[i]));
    }
    return most;
  }

  private static double magnitude(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).filter(Double::isFinite).max().orElse(0);
  }
}
