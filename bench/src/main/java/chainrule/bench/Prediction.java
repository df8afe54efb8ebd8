// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.nn.Layer;
import chainrule.nn.Predictor;
import chainrule.tensor.Tensor;

/** One row through a network, safe for any number of threads. */
interface Prediction {

  /** Computes the outputs of an input; what is returned may be used until the next call. */
  float[] of(float[] input);

  /** By calling the network. */
  static Prediction eager(Job.Predict job) {
    Layer network = Networks.of(job.net(), job.parameters());
    Shape shape = Shape.of(1, job.net().inputs());
    return input -> Autograd.noGrad(() -> network.apply(Tensor.of(shape, input)).toFloats());
  }

  /** By a compiled predictor, which all threads share; each has an array for the outputs. */
  static Prediction compiled(Job.Predict job) {
    Predictor predictor =
        Predictor.of(Networks.of(job.net(), job.parameters()), job.net().inputs());
    ThreadLocal<float[]> answers =
        ThreadLocal.withInitial(() -> new float[(int) predictor.result().count()]);
    return input -> {
      float[] answer = answers.get();
      predictor.predict(input, answer);
      return answer;
    };
  }

  /** A contender that predicts one input over and over. */
  default Contender contender(float[] input) {
    return Contender.of(() -> of(input), Hand::mean);
  }
}
