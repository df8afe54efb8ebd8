// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.libtorch;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LinearOptions;
import org.bytedeco.pytorch.Tensor;

/** A step as its documentation teaches it: linear modules and an optimizer. */
final class ModuleStep implements Contender {

  private final Net.Dense net;
  private final List<LinearImpl> layers = new ArrayList<>();
  private final Rules rules;
  private final Target target;
  private final Tensor inputs;

  ModuleStep(Job.Step job) {
    net = (Net.Dense) job.net();
    List<Tensor> parameters = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < net.layers(); i++) {
      LinearOptions options = new LinearOptions(net.sizes().get(i), net.sizes().get(i + 1));
      options.bias().put(net.biased());
      LinearImpl layer = new LinearImpl(options);
      Tensor weight = Torch.of(job.parameters().get(next), net.shapes().get(next)).t();
      next++;
      try (var _ = new AutoGradMode(false)) {
        layer.weight().copy_(weight);
        if (net.biased()) {
          layer.bias().copy_(Torch.of(job.parameters().get(next), net.shapes().get(next)));
          next++;
        }
      }
      parameters.add(layer.weight());
      if (net.biased()) {
        parameters.add(layer.bias());
      }
      layers.add(layer);
    }
    rules = new Rules(net, parameters);
    target = new Target(job);
    inputs = Torch.of(job.batch().inputs(), net.batch(), net.inputs());
  }

  @Override
  public void run() {
    rules.step(target.loss(forward()));
  }

  @Override
  public double check() {
    run();
    run();
    run();
    Tensor loss = target.loss(forward());
    rules.step(loss);
    return loss.item_double();
  }

  private Tensor forward() {
    Tensor value = inputs;
    for (int i = 0; i < layers.size(); i++) {
      value = layers.get(i).forward(value);
      if (i + 1 < layers.size() || net.closed()) {
        value = net.unit() == Net.Unit.SIGMOID ? value.sigmoid() : value.relu();
      }
    }
    return value;
  }
}
