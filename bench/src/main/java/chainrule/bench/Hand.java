// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops as one writes them by hand with the Vector API, with the functions of the JDK. Each is one
 * straight method; arrays are a multiple of all vectors long.
 */
final class Hand {

  /** Of the polynomial 1 + x + x^2 + .. */
  static final int DEGREE = 7;

  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

  private Hand() {}

  static Contender contender(Job.Map job) {
    List<float[]> inputs = job.inputs();
    float[] x = inputs.getFirst();
    float[] y = inputs.get(Math.min(1, inputs.size() - 1));
    float[] z = inputs.getLast();
    float[] results = new float[job.count()];
    Runnable work =
        switch (job.function()) {
          case EXP -> () -> exp(x, results);
          case SIGMOID -> () -> sigmoid(x, results);
          case TANH -> () -> tanh(x, results);
          case RELU_OF_SUM -> () -> reluOfSum(x, y, z, results);
          case SIGMOID_GRADIENT -> () -> sigmoidGradient(x, y, results);
          case POLYNOMIAL -> () -> polynomial(x, results);
        };
    return Contender.of(work, () -> mean(results));
  }

  /** The mean of all sizes, each cut off at the cap, in F64. */
  static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += Math.min(Job.Map.CAP, Math.abs(value));
    }
    return sum / values.length;
  }

  private static void exp(float[] x, float[] results) {
    for (int i = 0; i < results.length; i += LANES.length()) {
      FloatVector.fromArray(LANES, x, i).lanewise(VectorOperators.EXP).intoArray(results, i);
    }
  }

  private static void sigmoid(float[] x, float[] results) {
    FloatVector one = FloatVector.broadcast(LANES, 1);
    for (int i = 0; i < results.length; i += LANES.length()) {
      FloatVector e = FloatVector.fromArray(LANES, x, i).neg().lanewise(VectorOperators.EXP);
      one.div(e.add(one)).intoArray(results, i);
    }
  }

  private static void tanh(float[] x, float[] results) {
    for (int i = 0; i < results.length; i += LANES.length()) {
      FloatVector.fromArray(LANES, x, i).lanewise(VectorOperators.TANH).intoArray(results, i);
    }
  }

  private static void reluOfSum(float[] x, float[] y, float[] z, float[] results) {
    FloatVector zero = FloatVector.zero(LANES);
    for (int i = 0; i < results.length; i += LANES.length()) {
      FloatVector product =
          FloatVector.fromArray(LANES, x, i).mul(FloatVector.fromArray(LANES, y, i));
      product.add(FloatVector.fromArray(LANES, z, i)).max(zero).intoArray(results, i);
    }
  }

  private static void sigmoidGradient(float[] g, float[] s, float[] results) {
    FloatVector one = FloatVector.broadcast(LANES, 1);
    for (int i = 0; i < results.length; i += LANES.length()) {
      FloatVector value = FloatVector.fromArray(LANES, s, i);
      FloatVector.fromArray(LANES, g, i).mul(value).mul(one.sub(value)).intoArray(results, i);
    }
  }

  private static void polynomial(float[] x, float[] results) {
    FloatVector one = FloatVector.broadcast(LANES, 1);
    for (int i = 0; i < results.length; i += LANES.length()) {
      FloatVector value = FloatVector.fromArray(LANES, x, i);
      FloatVector sum = one.mul(value).add(one);
      sum = sum.mul(value).add(one).mul(value).add(one).mul(value).add(one);
      sum = sum.mul(value).add(one).mul(value).add(one).mul(value).add(one);
      sum.intoArray(results, i);
    }
  }
}
