// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Matrix products: large, narrow, in batches, transposed; a row times a matrix. */
final class Products {

  private Products() {}

  /** One product by its sizes. */
  private record Sizes(
      boolean isDouble, int count, int m, int k, int n, boolean transposedA, boolean transposedB) {

    static Sizes of(int m, int k, int n) {
      return new Sizes(false, 1, m, k, n, false, false);
    }

    Sizes asDouble() {
      return new Sizes(true, count, m, k, n, transposedA, transposedB);
    }

    Sizes times(int matrices) {
      return new Sizes(isDouble, matrices, m, k, n, transposedA, transposedB);
    }

    Sizes transposed(boolean a, boolean b) {
      return new Sizes(isDouble, count, m, k, n, a, b);
    }

    String name() {
      return "product "
          + (isDouble ? "F64 " : "F32 ")
          + (count == 1 ? "" : count + "x ")
          + (transposedA ? "T " : "")
          + m
          + "x"
          + k
          + "x"
          + n
          + (transposedB ? " T" : "");
    }

    Job.Product job() {
      double[] a = Numbers.doubles("a", count * m * k);
      double[] b = Numbers.doubles("b", count * k * n);
      return new Job.Product(isDouble, count, m, k, n, transposedA, transposedB, a, b);
    }
  }

  private static List<Sizes> all() {
    return List.of(
        Sizes.of(1024, 1024, 1024),
        Sizes.of(256, 784, 512),
        Sizes.of(1024, 1024, 1024).asDouble(),
        Sizes.of(256, 784, 512).asDouble(),
        Sizes.of(512, 512, 512),
        Sizes.of(512, 512, 512).transposed(true, false),
        Sizes.of(512, 512, 512).transposed(false, true),
        Sizes.of(128, 64, 128).times(32),
        Sizes.of(16, 32, 16).times(256),
        Sizes.of(100, 784, 16),
        Sizes.of(64, 1000, 100),
        Sizes.of(128, 512, 10),
        Sizes.of(784, 100, 16).transposed(true, false),
        Sizes.of(1, 784, 128),
        Sizes.of(1, 784, 128).transposed(false, true));
  }

  static void run(Session session) {
    List<Supplier<Trial>> trials = new ArrayList<>();
    all().forEach(sizes -> trials.add(() -> trial(session, sizes)));
    session.play(trials);
  }

  private static Trial trial(Session session, Sizes sizes) {
    Job.Product job = sizes.job();
    Trial trial =
        Trial.of(sizes.name(), session.ours(ours(job)))
            .beside(session.peerName(), session.theirs(job))
            .withFlops(job.flops(), sizes.isDouble());
    return session.threads() == 1 ? trial : trial.beside("ours-1-thread", Ours.on(1, ours(job)));
  }

  private static Contender ours(Job.Product job) {
    DType dtype = job.isDouble() ? DType.F64 : DType.F32;
    Tensor a = factor(dtype, job.count(), job.m(), job.k(), job.transposedA(), job.a());
    Tensor b = factor(dtype, job.count(), job.k(), job.n(), job.transposedB(), job.b());
    return Contender.of(() -> Autograd.noGrad(() -> a.matmul(b)), c -> c.abs().sum().item());
  }

  private static Tensor factor(
      DType dtype, int count, int rows, int columns, boolean transposed, double[] values) {
    long first = transposed ? columns : rows;
    long second = transposed ? rows : columns;
    Shape shape = count == 1 ? Shape.of(first, second) : Shape.of(count, first, second);
    Tensor matrix = Tensor.of(dtype, shape, values);
    return transposed ? matrix.transpose(-2, -1) : matrix;
  }
}
