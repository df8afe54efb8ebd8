// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;

import chainrule.array.Code;
import chainrule.array.Expr;
import chainrule.tensor.BinaryLoss;
import chainrule.tensor.SquaredLoss;
import java.util.List;

/**
 * Losses that add up a term for each element of prediction a and target b.
 *
 * @param term of one element
 * @param locals its derivatives by a and by b
 * @param divisor what the sum is divided by
 * @param terms the variables
 */
record LossCode(Expr term, List<Expr> locals, double divisor, Terms terms) implements GateCode {

  private static final double LEAST_LOG = -100;
  private static final double LEAST_SPREAD = 1e-12;

  static LossCode of(SquaredLoss loss, Terms terms) {
    Expr square = a.minus(b).times(a.minus(b));
    List<Expr> locals = List.of(a.minus(b).times(2), b.minus(a).times(2));
    double count = (double) terms.input(0).count();
    return switch (loss) {
      case SquaredLoss.SumOfSquares _ -> new LossCode(square, locals, 1, terms);
      case SquaredLoss.QuadraticCost _ -> new LossCode(square, locals, samples(terms), terms);
      case SquaredLoss.Mse _ -> new LossCode(square, locals, count, terms);
      case SquaredLoss.HalfMse _ ->
          new LossCode(square.times(0.5), List.of(a.minus(b), b.minus(a)), count, terms);
    };
  }

  private static double samples(Terms terms) {
    return terms.input(0).isNumber() ? 1 : terms.input(0).size(0);
  }

  static LossCode of(BinaryLoss loss, Terms terms) {
    Expr rest = Expr.of(1).minus(b);
    double count = (double) terms.input(0).count();
    return switch (loss) {
      case BinaryLoss.OfProbabilities _ -> {
        Expr log = least(a.then(Code.LOG), LEAST_LOG);
        Expr logOfRest = least(a.negate().then(Code.LOG1P), LEAST_LOG);
        Expr spread = least(a.times(Expr.of(1).minus(a)), LEAST_SPREAD);
        Expr term = log.times(b).plus(logOfRest.times(rest)).negate();
        List<Expr> locals = List.of(a.minus(b).over(spread), logOfRest.minus(log));
        yield new LossCode(term, locals, count, terms);
      }
      case BinaryLoss.OfLogits _ -> {
        Expr missed = a.negate().then(Code.SOFTPLUS).times(b);
        Expr term = missed.plus(a.then(Code.SOFTPLUS).times(rest));
        List<Expr> locals = List.of(a.then(Code.SIGMOID).minus(b), a.negate());
        yield new LossCode(term, locals, count, terms);
      }
    };
  }

  private static Expr least(Expr x, double bound) {
    return Expr.of(Code.MAXIMUM, x, Expr.of(bound));
  }

  @Override
  public String value() {
    Value prediction = terms.input(0);
    String sum =
        prediction.isNumber()
            ? writer().factor(term)
            : terms.call(Routine.SUM, prediction.count(), "i -> " + writer().of(term));
    return sum + divided();
  }

  @Override
  public String contribution(int slot) {
    Value input = terms.input(slot);
    Expr local = locals.get(slot);
    String element = input.isNumber() ? writer().factor(local) : writer().of(local);
    return terms.scaled(terms.upstream().text() + divided(), input, element);
  }

  private String divided() {
    return divisor == 1 ? "" : " / " + divisor;
  }

  private JavaExpr writer() {
    List<String> inputs = terms.inputs().stream().map(input -> input.at("i")).toList();
    return new JavaExpr(inputs, terms.out().text(), terms.upstream().text(), terms.used());
  }
}
