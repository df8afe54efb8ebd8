// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import chainrule.optim.Adagrad;
import chainrule.optim.Adam;
import chainrule.optim.AdamW;
import chainrule.optim.Clipping;
import chainrule.optim.Optimizer;
import chainrule.optim.RmsProp;
import chainrule.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Descent by libtorch's own optimizers, in F64, down the bowl sum(curvatures * w^2) / 2 with a push
 * at each step: ((7 t + 13 i) mod 11 - 5) / 8 at weight i in step t, from 1.
 */
final class TorchOptimizers {

  static final double[] START = {1, -2, 0.5, 3, -0.25, 0};
  static final double[] CURVATURES = {1, 0.5, 4, 0.125, 2, 0.25};

  private TorchOptimizers() {}

  static double[] push(int step) {
    double[] push = new double[START.length];
    for (int i = 0; i < push.length; i++) {
      push[i] = ((7 * step + 13 * i) % 11 - 5) / 8.0;
    }
    return push;
  }

  /** The weights after some steps, counted from 1. */
  static List<double[]> run(Optimizer rule, Clipping clipping, List<Integer> steps) {
    try (var _ = new PointerScope()) {
      long[] shape = {START.length};
      Tensor weights = Tensor.create(START.clone(), shape).set_requires_grad(true);
      Tensor curvatures = Tensor.create(CURVATURES.clone(), shape);
      TensorVector parameters = new TensorVector(weights);
      var optimizer = optimizer(rule, parameters);
      List<double[]> found = new ArrayList<>();
      for (int step = 1; step <= steps.getLast(); step++) {
        optimizer.zero_grad();
        Tensor bowl = curvatures.mul(weights).mul(weights).sum().div(Tensor.create(2.0));
        bowl.add(Tensor.create(push(step), shape).mul(weights).sum()).backward();
        switch (clipping) {
          case Clipping.None() -> {}
          case Clipping.Norm(double limit) -> torch.clip_grad_norm_(parameters, limit);
          case Clipping.Value(double limit) -> torch.clip_grad_value_(parameters, limit);
        }
        optimizer.step();
        if (steps.contains(step)) {
          double[] now = new double[START.length];
          weights.detach().contiguous().data_ptr_double().get(now);
          found.add(now);
        }
      }
      return found;
    }
  }

  private static org.bytedeco.pytorch.Optimizer optimizer(Optimizer rule, TensorVector parameters) {
    return switch (rule) {
      case Sgd sgd -> new org.bytedeco.pytorch.SGD(parameters, options(sgd));
      case Adagrad adagrad -> new org.bytedeco.pytorch.Adagrad(parameters, options(adagrad));
      case RmsProp rmsProp -> new org.bytedeco.pytorch.RMSprop(parameters, options(rmsProp));
      case Adam adam -> new org.bytedeco.pytorch.Adam(parameters, options(adam));
      case AdamW adam -> new org.bytedeco.pytorch.AdamW(parameters, options(adam));
      default -> throw new IllegalArgumentException("libtorch has no " + rule.name());
    };
  }

  private static SGDOptions options(Sgd rule) {
    SGDOptions options = new SGDOptions(rule.rate());
    options.momentum().put(rule.momentum());
    options.dampening().put(rule.dampening());
    options.nesterov().put(rule.nesterov());
    options.weight_decay().put(rule.weightDecay());
    return options;
  }

  private static AdagradOptions options(Adagrad rule) {
    AdagradOptions options = new AdagradOptions(rule.rate());
    options.eps().put(rule.epsilon());
    options.weight_decay().put(rule.weightDecay());
    return options;
  }

  private static RMSpropOptions options(RmsProp rule) {
    RMSpropOptions options = new RMSpropOptions(rule.rate());
    options.alpha().put(rule.alpha());
    options.eps().put(rule.epsilon());
    options.momentum().put(rule.momentum());
    options.centered().put(rule.centered());
    options.weight_decay().put(rule.weightDecay());
    return options;
  }

  private static AdamOptions options(Adam rule) {
    AdamOptions options = new AdamOptions(rule.rate());
    betas(options.betas(), rule.beta1(), rule.beta2());
    options.eps().put(rule.epsilon());
    options.weight_decay().put(rule.weightDecay());
    options.amsgrad().put(rule.amsgrad());
    return options;
  }

  private static AdamWOptions options(AdamW rule) {
    AdamWOptions options = new AdamWOptions(rule.rate());
    betas(options.betas(), rule.beta1(), rule.beta2());
    options.eps().put(rule.epsilon());
    options.weight_decay().put(rule.weightDecay());
    options.amsgrad().put(rule.amsgrad());
    return options;
  }

  /** Sets a tuple of C++, which lies in memory in one order or the other, as the defaults show. */
  private static void betas(DoublePointer betas, double first, double second) {
    boolean isForward = betas.get(0) < betas.get(1);
    betas.put(0, isForward ? first : second).put(1, isForward ? second : first);
  }
}
