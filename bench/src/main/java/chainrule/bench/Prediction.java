// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.nn.Layer;
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

  /** A contender that predicts one input over and over. */
  default Contender contender(float[] input) {
    return Contender.of(() -> of(input), Hand::mean);
  }
}
