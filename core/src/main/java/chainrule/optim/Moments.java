// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.array.Code;
import chainrule.array.Expr;
import chainrule.tensor.Update;
import java.util.ArrayList;
import java.util.List;

/** What Adam and AdamW have in common: moving means of the gradient and of its square. */
final class Moments {

  private static final List<String> SLOTS = List.of("mean", "variance");
  private static final List<String> WITH_LARGEST = List.of("mean", "variance", "largest");
  private static final int BETA1 = 0;
  private static final int REST1 = 1;
  private static final int BETA2 = 2;
  private static final int REST2 = 3;
  private static final int SIZE = 4;
  private static final int ROOT = 5;
  private static final int EPSILON = 6;
  private static final int DECAY = 7;

  /** Where weight decay goes. */
  enum Decay {
    NONE,
    INTO_GRADIENT,
    DECOUPLED
  }

  private Moments() {}

  static List<String> slots(boolean amsgrad) {
    return amsgrad ? WITH_LARGEST : SLOTS;
  }

  static Update rule(String name, Decay decay, boolean amsgrad) {
    Inputs in = new Inputs(slots(amsgrad).size());
    Expr gradient = decay == Decay.INTO_GRADIENT ? in.gradientWithDecay(DECAY) : in.gradient();
    Expr weight = decay == Decay.DECOUPLED ? in.weight().times(in.number(DECAY)) : in.weight();
    Expr mean = in.moved(0, BETA1, REST1, gradient);
    Expr variance =
        in.number(BETA2).times(in.slot(1)).plus(in.number(REST2).times(gradient).times(gradient));
    Expr largest = Expr.of(Code.MAXIMUM, in.slot(slots(amsgrad).size() - 1), variance);
    Expr spread =
        Inputs.root(amsgrad ? largest : variance).over(in.number(ROOT)).plus(in.number(EPSILON));
    Expr moved = weight.minus(in.number(SIZE).times(mean.over(spread)));
    List<Expr> formulas = new ArrayList<>(List.of(moved, mean, variance));
    if (amsgrad) {
      formulas.add(largest);
    }
    return Update.of(name, formulas.toArray(Expr[]::new));
  }

  static double[] numbers(double beta1, double beta2, double epsilon, double decay) {
    return new double[] {beta1, 1 - beta1, beta2, 1 - beta2, 0, 0, epsilon, decay};
  }

  static void advance(double[] numbers, long step, double rate) {
    numbers[SIZE] = rate / (1 - StrictMath.pow(numbers[BETA1], (double) step));
    numbers[ROOT] = Math.sqrt(1 - StrictMath.pow(numbers[BETA2], (double) step));
  }

  /** Sets what a weight is multiplied by before its step. */
  static void decouple(double[] numbers, double rate, double decay) {
    numbers[DECAY] = 1 - rate * decay;
  }
}
