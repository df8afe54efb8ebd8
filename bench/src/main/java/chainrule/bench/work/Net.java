// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.work;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A network with all that belongs to a training step of it. */
public sealed interface Net {

  /** What is minimized. */
  enum Cost {
    /** The mean over samples of -log softmax at the label. */
    CROSS_ENTROPY,
    /** Squared differences summed over outputs, averaged over samples. */
    QUADRATIC,
    /** The sum of all squared differences. */
    SUM_OF_SQUARES
  }

  /** The function between layers. */
  enum Unit {
    /** 1 / (1 + e^-x). */
    SIGMOID,
    /** max(0, x). */
    RELU
  }

  /** How parameters follow their gradients. */
  sealed interface Rule {
    /** The learning rate per step. */
    double rate();
  }

  /** Gradient descent with momentum, and decay * w added to the gradient of each weight matrix. */
  record Sgd(double rate, double momentum, double decay) implements Rule {
    /** Without momentum and decay. */
    public static Sgd plain(double rate) {
      return new Sgd(rate, 0, 0);
    }
  }

  /** Adam with the paper's constants. */
  record Adam(double rate) implements Rule {}

  /** The sizes as text, such as {@code 784-16-16-10}, or a name. */
  String name();

  /** Samples a step. */
  int batch();

  /** Numbers a sample. */
  int inputs();

  /** What is minimized. */
  Cost cost();

  /** How it is updated. */
  Rule rule();

  /** The sizes of the parameters, in the order of {@link Job.Step#parameters()}. */
  List<long[]> shapes();

  /** The multiplications and additions of the products of one step. */
  double flops();

  /**
   * Linear layers.
   *
   * @param sizes input first
   * @param unit after each layer but the last
   * @param closed whether it stands after the last, too
   * @param biased whether layers have a bias
   */
  record Dense(
      List<Integer> sizes,
      Unit unit,
      boolean closed,
      boolean biased,
      int batch,
      Cost cost,
      Rule rule)
      implements Net {

    /** Keeps its own copy. */
    public Dense {
      sizes = List.copyOf(sizes);
    }

    @Override
    public String name() {
      return sizes.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    @Override
    public int inputs() {
      return sizes.getFirst();
    }

    /** The number of layers. */
    public int layers() {
      return sizes.size() - 1;
    }

    /** Weights [in, out], each followed by its bias [out], if any. */
    @Override
    public List<long[]> shapes() {
      return IntStream.range(0, layers())
          .boxed()
          .flatMap(i -> {
            long[] weight = {sizes.get(i), sizes.get(i + 1)};
            long[] bias = {sizes.get(i + 1)};
            return (biased ? List.of(weight, bias) : List.of(weight)).stream();
          })
          .toList();
    }

    /** Forward and two gradients a layer; the first needs none for its input. */
    @Override
    public double flops() {
      return IntStream.range(0, layers())
          .mapToDouble(i -> (i == 0 ? 4.0 : 6.0) * batch * sizes.get(i) * sizes.get(i + 1))
          .sum();
    }
  }

  /**
   * On pictures of 28 x 28: convolution 5 x 5 to 6 channels, pool 2, convolution 5 x 5 to 16, pool
   * 2, then 256-120-84-10; ReLU between layers.
   */
  record Lenet(int batch, Cost cost, Rule rule) implements Net {

    private static final int FIRST = 6 * 25 * 24 * 24;
    private static final int SECOND = 16 * 6 * 25 * 8 * 8;
    private static final int DENSE = 256 * 120 + 120 * 84 + 84 * 10;

    @Override
    public String name() {
      return "lenet";
    }

    @Override
    public int inputs() {
      return 28 * 28;
    }

    /** Filters [out, in, 5, 5] and weights [in, out], each followed by its bias. */
    @Override
    public List<long[]> shapes() {
      return List.of(
          new long[] {6, 1, 5, 5},
          new long[] {6},
          new long[] {16, 6, 5, 5},
          new long[] {16},
          new long[] {256, 120},
          new long[] {120},
          new long[] {120, 84},
          new long[] {84},
          new long[] {84, 10},
          new long[] {10});
    }

    @Override
    public double flops() {
      return batch * (4.0 * FIRST + 6.0 * SECOND + 6.0 * DENSE);
    }
  }
}
