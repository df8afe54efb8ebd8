// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A gradient check of one order: the gradients of a mapping at a point, beside differences. Several
 * results are weighted at random; few of them also one by one, which is the whole Jacobian.
 */
final class OrderCheck {

  private static final int WHOLE_JACOBIAN = 64;

  private final int order;
  private final Mapping mapping;
  private final List<Tensor> at;
  private final List<Tensor> upstreams;
  private final double relative;
  private final double absolute;
  private final double kinkDistance;
  private long compared;
  private final Optional<Sample> sample;
  private final List<GradReport.Place> skipped = new ArrayList<>();
  private final List<GradReport.Input> inputs = new ArrayList<>();
  private GradReport.@Nullable Entry worst;

  OrderCheck(int order, Mapping mapping, List<Tensor> at, GradCheck.Options options) {
    this.order = order;
    this.mapping = mapping;
    this.at = at;
    this.relative = options.relative(order);
    this.absolute = options.absolute(order);
    this.kinkDistance = options.kinkDistance();
    this.sample = options.sample();
    this.upstreams = upstreams(mapping.apply(at, false), Rng.seed(order));
  }

  private static List<Tensor> upstreams(List<Tensor> results, Rng rng) {
    List<Tensor> found = new ArrayList<>();
    for (int result = 0; result < results.size(); result++) {
      Shape shape = results.get(result).shape();
      // Away from 0, so that no result is lost.
      Tensor weights = Tensor.uniform(DType.F64, shape, rng.child(result)).plus(0.5);
      found.add(weights.detach().requiresGrad());
    }
    return found;
  }

  /** The same function's gradients as a function, with a point of its own. */
  Mapping nextMapping() {
    return mapping.gradient(at.size());
  }

  /** The inputs followed by the upstreams. */
  List<Tensor> nextPoint() {
    List<Tensor> longer = new ArrayList<>(at);
    longer.addAll(upstreams);
    return longer;
  }

  GradReport run() {
    List<Tensor> results = mapping.apply(at, true);
    List<double[]> directions = directions(Slopes.flat(upstreams));
    List<List<double[]>> gradients =
        directions.stream().map(direction -> gradients(results, direction)).toList();
    int slot = 0;
    for (int input = 0; input < at.size(); input++) {
      if (at.get(input).dtype().isFloating()) {
        for (int place : places(input)) {
          coordinate(
              new Slopes(mapping, at, input, place), input, place, slot, directions, gradients);
        }
        slot++;
      }
    }
    return new GradReport(order, compared, skipped, inputs, Optional.ofNullable(worst));
  }

  /** The elements of an input that are looked at, ascending. */
  private int[] places(int input) {
    int count = (int) at.get(input).count();
    return sample
        .map(limit -> limit.places(count, order, input))
        .orElseGet(() -> IntStream.range(0, count).toArray());
  }

  private static List<double[]> directions(double[] weights) {
    List<double[]> directions = new ArrayList<>();
    if (weights.length == 1) {
      // The gradient itself, and one that a rule which forgets its upstream gets wrong.
      return List.of(new double[] {1}, weights);
    }
    directions.add(weights);
    if (weights.length <= WHOLE_JACOBIAN) {
      for (int i = 0; i < weights.length; i++) {
        double[] unit = new double[weights.length];
        unit[i] = 1;
        directions.add(unit);
      }
    }
    return directions;
  }

  private List<double[]> gradients(List<Tensor> results, double[] direction) {
    List<Tensor> weights = new ArrayList<>();
    int from = 0;
    for (Tensor result : results) {
      int to = from + (int) result.count();
      weights.add(Tensor.of(result.shape(), Arrays.copyOfRange(direction, from, to)));
      from = to;
    }
    Tensor total = Mapping.weighted(results, weights);
    return Mapping.gradients(total, Mapping.floating(at), false).stream()
        .map(Tensor::toDoubles)
        .toList();
  }

  private void coordinate(
      Slopes slopes,
      int input,
      int place,
      int slot,
      List<double[]> directions,
      List<List<double[]>> gradients) {
    double[] slope = slopes.central();
    boolean kink = false;
    for (int each = 0; each < directions.size(); each++) {
      double[] direction = directions.get(each);
      double gradient = gradients.get(each).get(slot)[place];
      GradReport.Entry entry = entry(input, place, gradient, dot(direction, slope));
      if (!entry.isClose()) {
        entry = entry(input, place, gradient, dot(direction, slopes.extrapolated()));
        if (!entry.isClose() && isKink(slopes, direction, entry)) {
          kink = true;
          continue;
        }
      }
      compared++;
      if (each == 0) {
        note(entry);
      }
      worst = worst == null || entry.isWorseThan(worst) ? entry : worst;
    }
    if (kink) {
      skipped.add(new GradReport.Place(order, input, index(input, place)));
    }
  }

  private void note(GradReport.Entry entry) {
    if (inputs.isEmpty() || inputs.getLast().input() != entry.input()) {
      inputs.add(GradReport.Input.of(entry));
    } else {
      inputs.addLast(inputs.removeLast().with(entry));
    }
  }

  /** Whether a kink or a jump close by explains a good part of the error. */
  private boolean isKink(Slopes slopes, double[] direction, GradReport.Entry entry) {
    if (kinkDistance == 0) {
      return false;
    }
    double broken =
        Math.max(
            Math.abs(dot(direction, slopes.bend(kinkDistance))),
            Math.abs(dot(direction, slopes.growth(kinkDistance))));
    return broken > Math.max(entry.allowed(), 0.1 * entry.error());
  }

  private GradReport.Entry entry(int input, int place, double gradient, double difference) {
    double allowed = absolute + relative * Math.max(Math.abs(gradient), Math.abs(difference));
    List<Long> index = index(input, place);
    return new GradReport.Entry(order, input, index, gradient, difference, allowed);
  }

  private List<Long> index(int input, int place) {
    return at.get(input).shape().index(place);
  }

  private static double dot(double[] weights, double[] slopes) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] == 0 ? 0 : weights[i] * slopes[i];
    }
    return sum;
  }
}
