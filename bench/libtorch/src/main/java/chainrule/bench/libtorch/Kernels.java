// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.libtorch;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Single operations, into memory made beforehand wherever libtorch can. */
final class Kernels {

  private static final double EPSILON = 1e-5;

  private Kernels() {}

  static Contender product(Job.Product job) {
    Tensor a = factor(job, job.a(), job.m(), job.k(), job.transposedA());
    Tensor b = factor(job, job.b(), job.k(), job.n(), job.transposedB());
    boolean single = job.count() == 1;
    Tensor out = (single ? torch.mm(a, b) : torch.bmm(a, b));
    Runnable work = single ? () -> torch.mm_out(out, a, b) : () -> torch.bmm_out(out, a, b);
    return Contender.of(work, () -> Torch.size(out));
  }

  private static Tensor factor(
      Job.Product job, double[] values, long rows, long columns, boolean transposed) {
    long first = transposed ? columns : rows;
    long second = transposed ? rows : columns;
    long[] sizes =
        job.count() == 1 ? new long[] {first, second} : new long[] {job.count(), first, second};
    Tensor exact = Torch.of(values, sizes);
    Tensor tensor = job.isDouble() ? exact : exact.to(torch.ScalarType.Float);
    return transposed ? tensor.transpose(-2, -1) : tensor;
  }

  static Contender map(Job.Map job) {
    List<Tensor> inputs =
        job.inputs().stream().map(values -> Torch.of(values, values.length)).toList();
    Tensor x = inputs.getFirst();
    Tensor y = inputs.get(Math.min(1, inputs.size() - 1));
    Tensor z = inputs.getLast();
    Tensor out = torch.empty_like(x);
    Runnable work =
        switch (job.function()) {
          case EXP -> () -> torch.exp_out(out, x);
          case SIGMOID -> () -> torch.sigmoid_out(out, x);
          case TANH -> () -> torch.tanh_out(out, x);
          case RELU_OF_SUM -> () -> torch.addcmul_out(out, z, x, y).relu_();
          case SIGMOID_GRADIENT -> () -> torch.sigmoid_backward_out(out, x, y);
          case POLYNOMIAL -> throw new IllegalArgumentException("libtorch has no polynomial");
        };
    return Contender.of(work, () -> Torch.meanSize(out));
  }

  static Contender sum(Job.Sum job) {
    Tensor x = Torch.of(job.values(), job.rows(), job.columns());
    Tensor out = torch.empty(job.axis() == 1 ? job.rows() : job.columns());
    ScalarTypeOptional type = new ScalarTypeOptional();
    return Contender.of(
        () -> torch.sum_out(out, x, new long[] {job.axis()}, false, type),
        () -> out.sum().item_double());
  }

  static Contender crossEntropy(Job.CrossEntropy job) {
    Tensor logits = Torch.leaf(job.logits(), job.rows(), job.columns());
    Tensor labels = Torch.of(job.labels());
    TensorVector inputs = new TensorVector(logits);
    return differentiated(() -> torch.cross_entropy_loss(logits, labels), inputs);
  }

  static Contender layerNorm(Job.LayerNorm job) {
    long columns = job.columns();
    Tensor x = Torch.leaf(job.values(), job.rows(), columns);
    Tensor weights = Torch.of(job.weights(), job.rows(), columns);
    Tensor gain = torch.ones(columns).set_requires_grad(true);
    Tensor bias = torch.zeros(columns).set_requires_grad(true);
    TensorOptional gainGiven = Torch.optional(gain);
    TensorOptional biasGiven = Torch.optional(bias);
    long[] axes = {columns};
    return differentiated(
        () -> torch.layer_norm(x, axes, gainGiven, biasGiven, EPSILON, true).mul(weights).sum(),
        new TensorVector(x, gain, bias));
  }

  static Contender convolution(Job.Convolution job) {
    Tensor x = Torch.of(job.x(), job.n(), job.in(), job.size(), job.size());
    Tensor w = Torch.of(job.w(), job.out(), job.in(), job.kernel(), job.kernel());
    long[] stride = {job.stride(), job.stride()};
    long[] padding = {job.padding(), job.padding()};
    long[] dilation = {1, 1};
    TensorOptional bias = new TensorOptional();
    if (job.backward()) {
      x.set_requires_grad(true);
      w.set_requires_grad(true);
      return differentiated(
          () -> torch.conv2d(x, w, bias, stride, padding, dilation, 1).sum(),
          new TensorVector(x, w));
    }
    return new Contender() {
      @Override
      public void run() {
        torch.conv2d(x, w, bias, stride, padding, dilation, 1);
      }

      @Override
      public double check() {
        return Torch.size(torch.conv2d(x, w, bias, stride, padding, dilation, 1));
      }
    };
  }

  /** Forward, then the gradients of all inputs, which are not added to anything. */
  private static Contender differentiated(Supplier<Tensor> forward, TensorVector inputs) {
    return new Contender() {
      private TensorVector gradients() {
        return torch.grad(new TensorVector(forward.get()), inputs);
      }

      @Override
      public void run() {
        gradients();
      }

      @Override
      public double check() {
        TensorVector found = gradients();
        double sum = 0;
        for (long i = 0; i < found.size(); i++) {
          sum += Torch.size(found.get(i));
        }
        return sum;
      }
    };
  }

  static Contender neuron(Job.Neuron job) {
    Scalar one = new Scalar(1f);
    return new Contender() {
      @Override
      public void run() {
        build();
      }

      @Override
      public double check() {
        return build().grad().item_double();
      }

      private Tensor build() {
        Tensor w0 = scalar(job.w0());
        Tensor w1 = scalar(job.w1());
        Tensor w2 = scalar(job.w2());
        Tensor sum = w0.mul(scalar(job.x0())).add(w1.mul(scalar(job.x1()))).add(w2);
        Tensor out = job.staged() ? sum.neg().exp().add(one).reciprocal() : sum.sigmoid();
        out.backward();
        return w0;
      }
    };
  }

  private static Tensor scalar(double value) {
    return torch.scalar_tensor(new Scalar((float) value)).set_requires_grad(true);
  }
}
