// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.libtorch;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import chainrule.bench.work.Peer;
import chainrule.bench.work.Variant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** libtorch, each way with one thread and with two; its two lose often on two processors. */
public final class LibtorchPeer implements Peer {

  /** The peer; made by the service loader. */
  public LibtorchPeer() {}

  @Override
  public String name() {
    return "libtorch";
  }

  @Override
  public String version() {
    return Optional.ofNullable(
            org.bytedeco.pytorch.Tensor.class.getPackage().getImplementationVersion())
        .orElse("unknown");
  }

  @Override
  public List<Variant> variants(Job job) {
    return switch (job) {
      case Job.Product product -> both("", () -> Kernels.product(product));
      case Job.Map map when map.function() == Job.Function.POLYNOMIAL -> List.of();
      case Job.Map map -> both("", () -> Kernels.map(map));
      case Job.Sum sum -> both("", () -> Kernels.sum(sum));
      case Job.CrossEntropy loss -> both("", () -> Kernels.crossEntropy(loss));
      case Job.LayerNorm norm -> both("", () -> Kernels.layerNorm(norm));
      case Job.Convolution convolution -> both("", () -> Kernels.convolution(convolution));
      case Job.Step step when step.net() instanceof Net.Dense ->
          Stream.concat(
                  both("tensors, ", () -> new TensorStep(step)).stream(),
                  both("modules, ", () -> new ModuleStep(step)).stream())
              .toList();
      case Job.Step step -> both("tensors, ", () -> new TensorStep(step));
      case Job.Predict predict -> List.of(one("", 1, new Inference(predict)));
      case Job.Neuron neuron -> List.of(one("", 1, Kernels.neuron(neuron)));
    };
  }

  /** Two contenders with data of their own. */
  private static List<Variant> both(String name, Supplier<Contender> contender) {
    return Runtime.getRuntime().availableProcessors() == 1
        ? List.of(one(name, 1, contender.get()))
        : List.of(one(name, 1, contender.get()), one(name, 2, contender.get()));
  }

  private static Variant one(String name, int threads, Contender contender) {
    String team = threads == 1 ? "1 thread" : threads + " threads";
    return new Variant(name + team, new Threaded(threads, contender));
  }
}
