// SPDX-License-Identifier: Apache-2.0
package chainrule.optim;

import chainrule.autograd.Autograd;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.nn.StepKeys;
import chainrule.nn.Training;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * One step over a batch in several passes, each over some of its samples: the stepper gathers their
 * gradients, which add up, to rounding, to that of the whole batch, while the graph of one pass at
 * a time is kept. What a layer finds in its samples, as batch norm does, is of the pass.
 *
 * <pre>{@code
 * var loss = new Accumulation(4).backward(
 *     stepper, keys, List.of(x, y), part -> model.apply(part.get(0)).crossEntropy(part.get(1)));
 * stepper.step();
 * }</pre>
 *
 * @param passes 1 or more
 */
public record Accumulation(int passes) {

  /**
   * Checks the range.
   *
   * @throws ArgumentException if there is no pass
   */
  public Accumulation {
    if (passes < 1) {
      throw new ArgumentException("accumulation: " + passes + " passes; needs 1 or more");
    }
  }

  /**
   * Gathers the gradient of a loss that is a mean over samples, for the next step.
   *
   * @param stepper forgets the gradients that it had
   * @param keys what layers draw by; each pass has keys of its own
   * @param batch tensors whose first axis are the samples, all equally many, 1 or more
   * @param loss of some samples in training mode, a single number
   * @return the loss of the batch: the mean of the losses of the passes, weighted by their samples
   * @throws ShapeException if there are no samples, or not equally many
   */
  public Tensor backward(
      Stepper stepper, StepKeys keys, List<Tensor> batch, Function<List<Tensor>, Tensor> loss) {
    return backward(stepper, keys, batch, false, loss);
  }

  /**
   * Gathers the gradient of a loss for the next step. With a single pass it is left in the leaves.
   *
   * @param isSum whether the loss is a sum over samples rather than a mean
   * @return the loss of the batch
   * @throws ShapeException if there are no samples, or not equally many
   */
  public Tensor backward(
      Stepper stepper,
      StepKeys keys,
      List<Tensor> batch,
      boolean isSum,
      Function<List<Tensor>, Tensor> loss) {
    long count = count(batch);
    long parts = Math.min(passes, count);
    stepper.zeroGrad();
    if (parts == 1) {
      Tensor whole = Training.scope(keys, () -> loss.apply(batch));
      whole.backward();
      return whole;
    }
    Tensor total = part(stepper, keys, 0, parts, batch, isSum, loss);
    for (long pass = 1; pass < parts; pass++) {
      total = total.plus(part(stepper, keys, pass, parts, batch, isSum, loss));
    }
    return total;
  }

  /** Gathers the gradient of some samples; their part of the loss. */
  private static Tensor part(
      Stepper stepper,
      StepKeys keys,
      long pass,
      long parts,
      List<Tensor> batch,
      boolean isSum,
      Function<List<Tensor>, Tensor> loss) {
    List<Tensor> part = part(batch, pass, parts);
    Tensor value = Training.scope(keys, pass, () -> loss.apply(part));
    value.backward();
    double share = isSum ? 1 : (double) part.getFirst().size(0) / count(batch);
    stepper.gather(share);
    return Autograd.noGrad(() -> value.detach().times(share));
  }

  /**
   * The samples of each pass, as views.
   *
   * @throws ShapeException if there are no samples, or not equally many
   */
  public List<List<Tensor>> parts(List<Tensor> batch) {
    long parts = Math.min(passes, count(batch));
    return LongStream.range(0, parts).mapToObj(pass -> part(batch, pass, parts)).toList();
  }

  private static List<Tensor> part(List<Tensor> batch, long pass, long parts) {
    long count = count(batch);
    long from = pass * count / parts;
    long to = (pass + 1) * count / parts;
    return batch.stream().map(all -> all.slice(0, from, to)).toList();
  }

  private static long count(List<Tensor> batch) {
    if (batch.isEmpty()
        || batch.stream().anyMatch(all -> all.rank() == 0 || all.size(0) == 0)
        || batch.stream().mapToLong(all -> all.size(0)).distinct().count() != 1) {
      throw new ShapeException(
          "accumulation: the batch is "
              + batch.stream().map(Tensor::spec).toList()
              + "; needs the same number of samples in all, 1 or more");
    }
    return batch.getFirst().size(0);
  }
}
