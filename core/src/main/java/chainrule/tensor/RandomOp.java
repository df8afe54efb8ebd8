// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;

/**
 * Operations that draw. Draws depend on the key, which is the last input, and on the row-major
 * position alone: the same operation gives the same bits again, on any number of threads, of any
 * layout in memory.
 */
public sealed interface RandomOp extends Op {

  /** Why nothing passes through a draw. */
  Partial.None DRAWN =
      new Partial.None(
          "a draw jumps from one result to another and has no gradient", "抽样结果是跳变的，没有梯度");

  /** Why nothing passes to a key. */
  Partial.None KEY = new Partial.None("a key is an integer and has no gradient", "密钥是整数，没有梯度");

  /**
   * Each element dropped with a probability, or scaled so that the mean stays: element i is kept if
   * the uniform draw i, of 24 bits in either type, is not below the rate.
   */
  record Dropout(double rate) implements RandomOp {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "dropout",
              "dropout",
              Role.ROUTER,
              "A dropout gate is a gradient router: what was kept gets its upstream gradient,"
                  + " scaled alike, the rest nothing.",
              "随机失活门是梯度路由器：保留的元素得到同样缩放的回传梯度，失活的为零。")
          .withCard(
              "out = a / (1 - rate) where a draw is not below the rate, 0 elsewhere",
              "[..], key [] -> [..]",
              "torch.nn.functional.dropout");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      if (!(rate >= 0 && rate <= 1)) {
        throw new ArgumentException("dropout: rate " + rate + "; needs 0 to 1");
      }
      Needs.key("dropout", inputs.get(1));
      return Needs.floating("dropout", inputs.getFirst());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return drawn(this, Draws.Dropout.of(rate), inputs, context);
    }

    @Override
    public Partial partial(int input) {
      return input == 1
          ? KEY
          : Partial.of(
              "g / (1 - rate) where it was kept, 0 elsewhere",
              passage -> passage.upstream().dropout(rate, new RandomKey(passage.input(1))));
    }
  }

  /** 1 with the probability that the input gives, else 0: whether draw i is below input i. */
  record Bernoulli() implements RandomOp {
    @Override
    public Meaning meaning() {
      return draw(
              "bernoulli",
              "coin",
              "A coin gate draws 0 or 1: its output jumps, so no gradient passes.",
              "伯努利门抽取 0 或 1：输出是跳变的，没有梯度通过。")
          .withCard(
              "out = 1 where a draw is below a, else 0", "[..], key [] -> [..]", "torch.bernoulli");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Needs.key("bernoulli", inputs.get(1));
      return Needs.floating("bernoulli", inputs.getFirst());
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      return drawn(this, new Draws.Coins(), inputs, context);
    }

    @Override
    public Partial partial(int input) {
      return input == 1 ? KEY : DRAWN;
    }
  }

  /**
   * Places drawn by weights along the last axis, I64. With replacement: draw i, for element i of
   * the output, is the first place whose running total exceeds the uniform draw's share of the
   * whole. Without: the places with the least {@code -log(1 - u) / weight}, u the draw of the
   * weight's position, least first.
   */
  record Multinomial(long count, boolean replacement) implements RandomOp {
    @Override
    public Meaning meaning() {
      return draw(
              "multinomial",
              "draw",
              "A draw gate gives places, whole numbers that jump, so no gradient passes.",
              "抽样门给出的是位置，即会跳变的整数，没有梯度通过。")
          .withCard(
              "out = places drawn in proportion to a",
              "[.., n], key [] -> [.., count]",
              "torch.multinomial");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Needs.key("multinomial", inputs.get(1));
      Spec input = Needs.floating("multinomial", inputs.getFirst());
      Shape shape = input.shape();
      if (count < 1) {
        throw new ArgumentException("multinomial: " + count + " draws; needs 1 or more");
      }
      if (shape.rank() < 1 || shape.rank() > 2 || shape.size(-1) == 0) {
        throw new ShapeException(
            "multinomial: weights are " + input + "; needs [n] or [rows, n], n of 1 or more");
      }
      if (!replacement && count > shape.size(-1)) {
        throw new ArgumentException(
            "multinomial: "
                + count
                + " draws without replacement from "
                + input
                + "; at most "
                + shape.size(-1));
      }
      return new Spec(DType.I64, shape.with(-1, count));
    }

    @Override
    public Operand value(List<Operand> inputs, Spec output, Context context) {
      Operand result = Operand.allocate(output.dtype(), output.shape());
      Object drawn = new Tracer.Drawn(this);
      Kernels.run(
          new Work.Routine(drawn, inputs, List.of(result), new ChoiceTask.Body(this)), context);
      return result;
    }

    @Override
    public Partial partial(int input) {
      return input == 1 ? KEY : DRAWN;
    }
  }

  private static Operand drawn(Op op, Draws draws, List<Operand> inputs, Context context) {
    Operand source = Kernels.contiguous(inputs.get(0), context);
    Operand result = Operand.allocate(source.dtype(), source.shape());
    Kernels.run(Draws.work(op, draws, List.of(source, inputs.get(1)), result), context);
    return result;
  }

  private static Meaning draw(String name, String symbol, String english, String chinese) {
    return Meaning.of(name, symbol, Role.STOPPER, english, chinese);
  }
}
