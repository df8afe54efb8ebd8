// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.libtorch;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A step on plain tensors: products with the bias added in one call, gradients that are handed over
 * rather than added up, and plain gradient descent as one addition a parameter. Other rules are
 * libtorch's own optimizers.
 */
final class TensorStep implements Contender {

  private static final long[] WINDOW = {2, 2};
  private static final long[] ONE = {1, 1};
  private static final long[] NONE = {0, 0};

  private final Net net;
  private final List<Tensor> parameters = new ArrayList<>();
  private final List<TensorOptional> optional = new ArrayList<>();
  private final TensorVector all;
  private final Update update;
  private final Target target;
  private final Tensor inputs;

  /** What takes the gradients of a loss and changes the parameters. */
  private interface Update {
    void step(Tensor loss);
  }

  TensorStep(Job.Step job) {
    net = job.net();
    for (int i = 0; i < job.parameters().size(); i++) {
      Tensor leaf = Torch.leaf(job.parameters().get(i), net.shapes().get(i));
      parameters.add(leaf);
      optional.add(Torch.optional(leaf));
    }
    all = new TensorVector(parameters.toArray(Tensor[]::new));
    target = new Target(job);
    long batch = net.batch();
    inputs =
        net instanceof Net.Lenet
            ? Torch.of(job.batch().inputs(), batch, 1, 28, 28)
            : Torch.of(job.batch().inputs(), batch, net.inputs());
    boolean plain = net.rule() instanceof Net.Sgd sgd && sgd.momentum() == 0 && sgd.decay() == 0;
    update = plain ? descent(net.rule().rate()) : new Rules(net, parameters)::step;
  }

  private Update descent(double rate) {
    Scalar factor = new Scalar(-rate);
    return loss -> {
      TensorVector gradients = torch.grad(new TensorVector(loss), all);
      try (var _ = new AutoGradMode(false)) {
        for (int i = 0; i < parameters.size(); i++) {
          parameters.get(i).add_(gradients.get(i), factor);
        }
      }
    };
  }

  @Override
  public void run() {
    update.step(target.loss(forward()));
  }

  @Override
  public double check() {
    run();
    run();
    run();
    Tensor loss = target.loss(forward());
    update.step(loss);
    return loss.item_double();
  }

  private Tensor forward() {
    return switch (net) {
      case Net.Dense dense -> dense(inputs, 0, dense.biased() ? 2 : 1, dense);
      case Net.Lenet _ -> lenet();
    };
  }

  private Tensor dense(Tensor x, int from, int step, Net.Dense dense) {
    Tensor value = x;
    for (int i = from; i < parameters.size(); i += step) {
      Tensor weight = parameters.get(i);
      value =
          step == 2 ? torch.addmm(parameters.get(i + 1), value, weight) : torch.mm(value, weight);
      if (i + step < parameters.size() || dense.closed()) {
        value = dense.unit() == Net.Unit.SIGMOID ? value.sigmoid() : value.relu();
      }
    }
    return value;
  }

  private Tensor lenet() {
    Tensor first = pooled(inputs, 0);
    Tensor second = pooled(first, 2);
    Tensor value = second.reshape(net.batch(), -1);
    for (int i = 4; i < parameters.size(); i += 2) {
      value = torch.addmm(parameters.get(i + 1), value, parameters.get(i));
      value = i + 2 < parameters.size() ? value.relu() : value;
    }
    return value;
  }

  private Tensor pooled(Tensor x, int filter) {
    Tensor y = torch.conv2d(x, parameters.get(filter), optional.get(filter + 1), ONE, NONE, ONE, 1);
    return torch.max_pool2d(y.relu(), WINDOW);
  }
}
