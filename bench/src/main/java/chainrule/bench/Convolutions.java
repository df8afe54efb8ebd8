// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Convolutions of usual sizes, and the step of the convolutional net. */
final class Convolutions {

  private Convolutions() {}

  private record Sizes(
      int n, int in, int size, int out, int kernel, int stride, int padding, boolean backward) {

    String name() {
      return "conv "
          + (backward ? "and back " : "")
          + n
          + "x"
          + in
          + "x"
          + size
          + "x"
          + size
          + " to "
          + out
          + " by "
          + kernel
          + "x"
          + kernel
          + (stride == 1 ? "" : " stride " + stride);
    }

    Job.Convolution job() {
      float[] x = Numbers.floats("x", n * in * size * size, -1, 1);
      float[] w = Numbers.floats("w", out * in * kernel * kernel, -0.1, 0.1);
      return new Job.Convolution(n, in, size, out, kernel, stride, padding, backward, x, w);
    }
  }

  private static List<Sizes> all() {
    return List.of(
        new Sizes(64, 1, 28, 6, 5, 1, 0, false),
        new Sizes(64, 6, 12, 16, 5, 1, 0, false),
        new Sizes(64, 6, 12, 16, 5, 1, 0, true),
        new Sizes(16, 32, 32, 32, 3, 1, 1, false),
        new Sizes(4, 64, 28, 64, 1, 1, 0, false),
        new Sizes(1, 3, 112, 32, 7, 2, 3, false));
  }

  static void run(Session session) {
    List<Supplier<Trial>> trials = new ArrayList<>();
    Steps.nets().stream()
        .filter(net -> net instanceof Net.Lenet)
        .forEach(net -> trials.add(() -> Steps.trial(session, net)));
    all().forEach(sizes -> trials.add(() -> trial(session, sizes)));
    session.play(trials);
  }

  private static Trial trial(Session session, Sizes sizes) {
    Job.Convolution job = sizes.job();
    return Trial.of(sizes.name(), session.ours(ours(job)))
        .beside(session.peerName(), session.theirs(job))
        .withFlops(job.flops(), false);
  }

  private static Contender ours(Job.Convolution job) {
    Tensor x = Tensor.of(Shape.of(job.n(), job.in(), job.size(), job.size()), job.x());
    Tensor w = Tensor.of(Shape.of(job.out(), job.in(), job.kernel(), job.kernel()), job.w());
    Sliding sliding = Sliding.by(job.stride(), job.stride()).padding(job.padding(), job.padding());
    if (!job.backward()) {
      return Contender.of(
          () -> Autograd.noGrad(() -> x.conv2d(w, sliding)), y -> y.abs().sum().item());
    }
    x.requiresGrad();
    w.requiresGrad();
    return Contender.of(
        () -> Autograd.grad(x.conv2d(w, sliding).sum(), x, w),
        gradients -> gradients.stream().mapToDouble(g -> g.abs().sum().item()).sum());
  }
}
