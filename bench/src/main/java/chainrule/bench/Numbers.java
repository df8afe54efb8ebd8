// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Batch;
import chainrule.bench.work.Net;
import chainrule.random.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Data made up from fixed keys, so that all contenders get the same. */
final class Numbers {

  private static final int CLASSES = 10;

  private Numbers() {}

  /** Uniform from low to high. */
  static float[] floats(String key, int count, double low, double high) {
    float[] values = new float[count];
    Rng rng = Rng.seed(1).child(key);
    for (int i = 0; i < count; i++) {
      values[i] = (float) (low + (high - low) * rng.uniformDouble(i));
    }
    return values;
  }

  /** Uniform from -1 to 1, exact in F32. */
  static double[] doubles(String key, int count) {
    float[] values = floats(key, count, -1, 1);
    double[] doubles = new double[count];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  static long[] labels(String key, int count, int classes) {
    Rng rng = Rng.seed(1).child(key);
    long[] labels = new long[count];
    Arrays.setAll(labels, i -> rng.below(i, classes));
    return labels;
  }

  /** A batch for a net. */
  static Batch batch(Net net) {
    int classes = net instanceof Net.Dense dense ? dense.sizes().getLast() : CLASSES;
    float[] inputs = floats("inputs", net.batch() * net.inputs(), 0, 1);
    long[] labels = labels("labels", net.batch(), classes);
    float[] targets = new float[net.batch() * classes];
    for (int i = 0; i < labels.length; i++) {
      targets[i * classes + (int) labels[i]] = 1;
    }
    return new Batch(inputs, labels, targets);
  }

  /** Parameters that keep values moderate: weights in +-sqrt(6 / (in + out)), biases small. */
  static List<float[]> parameters(Net net) {
    List<float[]> parameters = new ArrayList<>();
    for (long[] shape : net.shapes()) {
      long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
      double reach = shape.length == 1 ? 100 : count / (double) shape[shape.length - 1];
      double bound = Math.sqrt(6 / (reach + (double) shape[shape.length - 1]));
      double part = shape.length == 1 ? 0.1 : 1;
      String key = "parameter " + parameters.size();
      parameters.add(floats(key, Math.toIntExact(count), -part * bound, part * bound));
    }
    return parameters;
  }
}
