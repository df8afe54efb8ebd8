// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.libtorch;

import chainrule.bench.work.Job;
import chainrule.bench.work.Net;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The loss of a step with the targets of its batch. */
final class Target {

  /** ATen's number for a loss that is summed, not averaged. */
  private static final long SUM = 2;

  private final Net.Cost cost;
  private final Tensor wanted;
  private final Scalar share;

  Target(Job.Step job) {
    cost = job.net().cost();
    long batch = job.net().batch();
    share = new Scalar(1f / batch);
    wanted =
        cost == Net.Cost.CROSS_ENTROPY
            ? Torch.of(job.batch().labels())
            : Torch.of(job.batch().targets(), batch, job.batch().targets().length / batch);
  }

  Tensor loss(Tensor output) {
    return switch (cost) {
      case CROSS_ENTROPY -> torch.cross_entropy_loss(output, wanted);
      case SUM_OF_SQUARES -> torch.mse_loss(output, wanted, SUM);
      case QUADRATIC -> torch.mse_loss(output, wanted, SUM).mul(share);
    };
  }
}
