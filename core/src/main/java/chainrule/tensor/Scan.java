// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.List;
import java.util.Optional;

/**
 * Each element joined with all before it along an axis.
 *
 * <p>Elements are joined one after the other in F64, whatever the backend and the number of
 * threads; each output is rounded once, and what is carried on is not. Shapes: those of the input.
 */
public sealed interface Scan extends Op {

  /** What happens to the shape, for the table of operations. */
  String SAME = "[..] -> [..]";

  /** The axis along which elements are joined. */
  int axis();

  /** The sum of all elements up to each; integers and conditions sum to I64. */
  record CumulativeSum(int axis) implements Scan {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "cumsum",
              "cumΣ",
              Role.DISTRIBUTOR,
              "A running-sum gate is a gradient distributor: an element gets the upstream gradients"
                  + " from its place on.",
              "累计求和门是梯度分配器：每个元素得到从其位置起所有回传梯度之和。")
          .withCard("out[i] = a[0] + .. + a[i]", SAME, "torch.cumsum");
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Scans.sums(inputs.getFirst(), axis, output);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g summed from the end",
          passage -> passage.upstream().flip(axis).cumsum(axis).flip(axis));
    }
  }

  /** The product of all elements up to each; integers and conditions multiply to I64. */
  record CumulativeProduct(int axis) implements Scan {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "cumprod",
              "cumΠ",
              Role.MIXER,
              "A running-product gate adds up, for each element, the upstream gradients from its"
                  + " place on times the others.",
              "累计连乘门对每个元素累加其后各处的回传梯度与该处其余元素之积。")
          .withCard("out[i] = a[0] * .. * a[i]", SAME, "torch.cumprod");
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Scans.products(inputs.getFirst(), axis, output);
    }

    /** No division: elements may be 0. */
    @Override
    public Partial partial(int input) {
      return Partial.of(
          "the product before a, times r[i] = g[i] + a[i + 1] * r[i + 1]",
          passage -> {
            Tensor a = passage.input(0);
            Tensor later = Running.backwards(passage.upstream(), a, axis);
            return Running.later(passage.output(), axis, 1).times(later);
          });
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor a = inputs.getFirst();
      return Running.scan(a, axis, (before, i) -> before.times(a.slice(axis, i, i + 1)));
    }
  }

  /** The largest element up to each, in any type; NaN from the first NaN on. */
  record CumulativeMax(int axis) implements Scan {
    @Override
    public Meaning meaning() {
      return extreme("cummax", "cum max", "largest", "最大")
          .withCard("out[i] = max(a[0], .., a[i])", SAME, "torch.cummax");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return inputs.getFirst();
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Scans.extremes(inputs.getFirst(), axis, 1);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g added at the places of the largest so far",
          passage -> toPlaces(passage, axis, passage.input(0).cumArgmax(axis)));
    }
  }

  /** The smallest element up to each, in any type; NaN from the first NaN on. */
  record CumulativeMin(int axis) implements Scan {
    @Override
    public Meaning meaning() {
      return extreme("cummin", "cum min", "smallest", "最小")
          .withCard("out[i] = min(a[0], .., a[i])", SAME, "torch.cummin");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return inputs.getFirst();
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Scans.extremes(inputs.getFirst(), axis, -1);
    }

    @Override
    public Partial partial(int input) {
      return Partial.of(
          "g added at the places of the smallest so far",
          passage -> toPlaces(passage, axis, passage.input(0).cumArgmin(axis)));
    }
  }

  /** log(sum of e^a up to each) without overflow. */
  record LogCumulativeSumExp(int axis) implements Scan {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "logcumsumexp",
              "cum lse",
              Role.MIXER,
              "A running log-sum-exp gate shares each upstream gradient out by the softmax of all"
                  + " up to there.",
              "累计 log-sum-exp 门把各处的回传梯度按到该处为止的 softmax 概率分摊。")
          .withCard("out[i] = log(e^a[0] + .. + e^a[i])", SAME, "torch.logcumsumexp");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      return Needs.floating(name(), inputs.getFirst());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Scans.logSums(inputs.getFirst(), axis, output);
    }

    /** Powers of e that are 1 at most, so that none overflows; -inf gets 0. */
    @Override
    public Partial partial(int input) {
      return Partial.of(
          "e^(a - out) times r[i] = g[i] + e^(out[i - 1] - out[i]) * r[i + 1]",
          passage -> {
            Tensor out = passage.output();
            Tensor nothing = out.equal(Double.NEGATIVE_INFINITY);
            Tensor zero = Engine.number(out, 0);
            Tensor safe = nothing.where(zero, out);
            Tensor before = Running.later(out, axis, Double.NEGATIVE_INFINITY);
            Tensor factors = before.minus(safe).exp();
            Tensor later = Running.backwards(passage.upstream(), factors, axis);
            return passage.input(0).minus(safe).exp().times(later);
          });
    }

    /** As its name says, without what keeps large inputs from overflowing. */
    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      return Optional.of(inputs.getFirst().exp().cumsum(axis).log());
    }
  }

  /** A linear recurrence: out[i] = a[i] + factor[i] * out[i - 1], from 0 before the first. */
  record Recurrence(int axis) implements Scan {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "recurrence",
              "recur",
              Role.MIXER,
              "A recurrence gate passes the upstream gradient back step by step, each time by the"
                  + " factor that led on.",
              "递推门把回传梯度逐步向前传，每一步都乘以当时向后传的系数。")
          .withCard("out[i] = a[i] + b[i] * out[i - 1]", "[..], [..] -> [..]", "");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec a = Needs.floating(name(), inputs.get(0));
      Spec factors = inputs.get(1);
      String operands = name() + ": a is " + a + ", factors are " + factors;
      if (factors.dtype() != a.dtype()) {
        throw new DtypeException(
            operands + "; types must be equal", "convert one with .to(DType." + a.dtype() + ")");
      }
      if (!factors.shape().equals(a.shape())) {
        throw new ShapeException(operands + "; shapes must be equal", "use .expand on the factors");
      }
      return a;
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return Scans.recurrence(inputs.get(0), inputs.get(1), axis, output);
    }

    @Override
    public Partial partial(int input) {
      return input == 0
          ? Partial.of(
              "r[i] = g[i] + b[i + 1] * r[i + 1]",
              passage -> Running.backwards(passage.upstream(), passage.input(1), axis))
          : Partial.of(
              "out[i - 1] times r[i] = g[i] + b[i + 1] * r[i + 1]",
              passage ->
                  Running.later(passage.output(), axis, 0)
                      .times(Running.backwards(passage.upstream(), passage.input(1), axis)));
    }

    @Override
    public Optional<Tensor> split(List<Tensor> inputs) {
      Tensor a = inputs.get(0);
      Tensor factors = inputs.get(1);
      return Running.scan(
          a,
          axis,
          (before, i) -> a.slice(axis, i, i + 1).plus(factors.slice(axis, i, i + 1).times(before)));
    }
  }

  private static Meaning extreme(String name, String symbol, String english, String chinese) {
    return Meaning.of(
            name,
            symbol,
            Role.ROUTER,
            "A running-extreme gate is a gradient router: the "
                + english
                + " so far gets each upstream gradient.",
            "累计最值门是梯度路由器：到各处为止" + chinese + "的元素得到该处的回传梯度。")
        .withKink("the last of equals takes it", "相等时归最后一个");
  }

  private static Tensor toPlaces(Passage passage, int axis, Tensor places) {
    long size = passage.spec(0).shape().size(axis);
    return passage.upstream().scatterAdd(axis, places, size);
  }

  @Override
  default Spec infer(List<Spec> inputs) {
    Spec input = inputs.getFirst();
    return new Spec(input.dtype().isFloating() ? input.dtype() : DType.I64, input.shape());
  }
}
