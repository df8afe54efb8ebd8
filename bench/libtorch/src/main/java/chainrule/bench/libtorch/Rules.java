// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.libtorch;

import chainrule.bench.work.Net;
import java.util.List;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** libtorch's own optimizers; weights alone decay, so biases are a group of their own. */
final class Rules {

  private final Optimizer optimizer;

  Rules(Net net, List<Tensor> parameters) {
    optimizer =
        switch (net.rule()) {
          case Net.Adam(double rate) -> new Adam(vector(parameters, _ -> true), adam(rate));
          case Net.Sgd sgd when sgd.decay() == 0 ->
              new SGD(vector(parameters, _ -> true), sgd(sgd, 0));
          case Net.Sgd sgd -> decaying(sgd, parameters);
        };
  }

  private static Optimizer decaying(Net.Sgd rule, List<Tensor> parameters) {
    SGD made = new SGD(vector(parameters, tensor -> tensor.dim() > 1), sgd(rule, rule.decay()));
    made.add_param_group(
        new OptimizerParamGroup(vector(parameters, tensor -> tensor.dim() == 1), sgd(rule, 0)));
    return made;
  }

  private static AdamOptions adam(double rate) {
    return new AdamOptions(rate);
  }

  private static SGDOptions sgd(Net.Sgd rule, double decay) {
    SGDOptions options = new SGDOptions(rule.rate());
    options.momentum().put(rule.momentum());
    options.weight_decay().put(decay);
    return options;
  }

  private static TensorVector vector(List<Tensor> parameters, Predicate<Tensor> wanted) {
    return new TensorVector(parameters.stream().filter(wanted).toArray(Tensor[]::new));
  }

  /** Differentiates a loss and updates. */
  void step(Tensor loss) {
    optimizer.zero_grad();
    loss.backward();
    optimizer.step();
  }
}
