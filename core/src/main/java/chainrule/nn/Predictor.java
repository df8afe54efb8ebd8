// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.autograd.Autograd;
import chainrule.error.ShapeException;
import chainrule.error.StateException;
import chainrule.plan.Compiled;
import chainrule.plan.Plan;
import chainrule.plan.Workspace;
import chainrule.spi.Workers;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A network made ready to answer for one sample at a time, F32: compiled, for any number of threads
 * at once, with the bits of the network's own forward pass. After its first calls an answer
 * allocates nothing.
 *
 * <pre>{@code
 * var predictor = Models.load(Path.of("digits.safetensors")).predictor();
 * float[] scores = predictor.predict(pixels);
 * }</pre>
 *
 * <p>It reads the parameters anew at each call, so that a network in training may be asked, though
 * not in the middle of a step.
 */
public final class Predictor {

  /** Threads that each keep their memory; more share it out as they come. */
  private static final int KEPT = 64;

  private final Plan plan;
  private final Context context;
  private final Shape sample;
  private final Shape result;
  private final AtomicReferenceArray<@Nullable Workspace> free = new AtomicReferenceArray<>(KEPT);

  private Predictor(Plan plan, Context context, Shape sample, Shape result) {
    this.plan = plan;
    this.context = context;
    this.sample = sample;
    this.result = result;
  }

  /**
   * A predictor on the backend of this thread, each call on the thread that makes it.
   *
   * @param sample the sizes of one sample, without those of a batch
   * @throws chainrule.error.ShapeException if the network does not take such samples
   * @throws StateException if it cannot be compiled: it computes otherwise from call to call, or
   *     reads numbers out of tensors
   */
  public static Predictor of(Layer network, long... sample) {
    Context context = Context.current().withWorkers(Workers.of(1));
    Tensor zeros = Tensor.full(DType.F32, Shape.of(1).concat(Shape.of(sample)), 0);
    Compiled compiled =
        Compiled.of(given -> List.of(Autograd.noGrad(() -> network.apply(given.getFirst()))));
    Tensor first = context.call(() -> compiled.apply(zeros).getFirst());
    context.run(() -> compiled.apply(zeros));
    Plan plan =
        context
            .call(() -> compiled.plan(zeros))
            .orElseThrow(() ->
                new StateException(
                    "predictor: "
                        + network.label()
                        + " cannot be compiled: "
                        + context.call(() -> compiled.refusal(zeros)).orElse("it is watched"),
                    "apply the network itself, inside of Autograd.noGrad"));
    Shape result = first.rank() == 0 ? first.shape() : first.shape().without(0);
    return new Predictor(plan, context, Shape.of(sample), result);
  }

  /** The sizes of one sample. */
  public Shape sample() {
    return sample;
  }

  /** The sizes of one answer. */
  public Shape result() {
    return result;
  }

  /**
   * The answer for a sample, as a fresh array.
   *
   * @throws ShapeException if there are not as many numbers as in a sample
   */
  public float[] predict(float... numbers) {
    float[] answer = new float[Math.toIntExact(result.count())];
    predict(numbers, answer);
    return answer;
  }

  /**
   * Writes the answer for a sample into an array.
   *
   * @param numbers of the sample, row-major
   * @param answer as long as an answer, row-major
   * @throws ShapeException if one of them has another length
   */
  public void predict(float[] numbers, float[] answer) {
    check("sample", sample, numbers.length);
    check("answer", result, answer.length);
    int slot = 0;
    Workspace workspace = null;
    for (; slot < KEPT && workspace == null; slot++) {
      workspace = free.getAndSet(slot, null);
    }
    if (workspace == null) {
      workspace = plan.workspace(context.backend(), context.workers());
    }
    System.arraycopy(numbers, 0, ((Storage.F32) workspace.argument(0)).array(), 0, numbers.length);
    workspace.run();
    workspace.read(0, answer);
    give(workspace);
  }

  private void give(Workspace workspace) {
    for (int slot = 0; slot < KEPT; slot++) {
      if (free.compareAndSet(slot, null, workspace)) {
        return;
      }
    }
  }

  /**
   * The place of the largest number of an answer, the first of equals: the class of a sample.
   *
   * @throws ShapeException if there are not as many numbers as in a sample
   */
  public int classify(float... numbers) {
    float[] answer = predict(numbers);
    int best = 0;
    for (int place = 1; place < answer.length; place++) {
      if (answer[place] > answer[best] || Float.isNaN(answer[place])) {
        best = Float.isNaN(answer[best]) ? best : place;
      }
    }
    return best;
  }

  private static void check(String what, Shape shape, int length) {
    if (length != shape.count()) {
      throw new ShapeException(
          "predict: "
              + what
              + " of "
              + length
              + " numbers; needs "
              + shape.count()
              + ", "
              + shape
              + " in row-major order");
    }
  }
}
