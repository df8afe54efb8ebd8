// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.nn.Layer;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.nn.StepKeys;
import chainrule.nn.Training;
import chainrule.optim.Accumulation;
import chainrule.optim.AdamW;
import chainrule.optim.Descent;
import chainrule.optim.Ema;
import chainrule.optim.ParameterGroups;
import chainrule.optim.Stepper;
import chainrule.plan.Compiled;
import chainrule.plan.Workspace;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import chainrule.train.Trainer;
import chainrule.train.data.Dataset;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("garbage")
class TrainingGarbageTest {

  private static final int STEPS = 1000;
  private static final int BATCH = 16;

  /** Until HotSpot has compiled the kernels, vectors are boxed. */
  private static final int EPOCHS = 400;

  /** Watches epochs of a little more than 1,000 steps; asks to end at the first without garbage. */
  private static final class Watcher implements BooleanSupplier {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private int step;
    private long before;
    private long least = Long.MAX_VALUE;

    @Override
    public boolean getAsBoolean() {
      step++;
      int ofEpoch = step % (STEPS + 2);
      if (ofEpoch == 1) {
        before = threads.getTotalThreadAllocatedBytes();
      } else if (ofEpoch == STEPS + 1) {
        least = Math.min(least, threads.getTotalThreadAllocatedBytes() - before);
      }
      return least == 0;
    }
  }

  /** A network some of whose inputs are dropped, others in each step. */
  private record Dropping(Mlp net) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      boolean drops = Context.current().training();
      return net.apply(drops ? x.dropout(0.1, Training.key()) : x);
    }
  }

  @Test
  void a_thousand_steps_of_a_trainer_allocate_nothing_on_any_thread() {
    int samples = BATCH * (STEPS + 2);
    Tensor inputs = Tensor.normal(DType.F32, Shape.of(samples, 12), Rng.seed(1));
    long[] labels = IntStream.range(0, samples).mapToLong(i -> i % 3).toArray();
    Tensor targets = Tensor.of(Shape.of(samples), labels);
    Dataset data = Dataset.of("drawn", inputs, targets, List.of("a", "b", "c"));
    Dropping net = new Dropping(Mlp.of("12-16-3", Activation.RELU, Rng.seed(2)));
    Watcher watcher = new Watcher();
    Trainer.of(net, Losses.crossEntropy())
        .batch(BATCH)
        .epochs(EPOCHS)
        .interruptedBy(watcher)
        .fit(data, data.first(BATCH));
    assertThat(watcher.least).as("bytes of %s steps after the first", STEPS).isZero();
  }

  @Test
  void steps_with_clipping_groups_averages_and_several_passes_allocate_nothing() {
    Tensor x = Tensor.normal(DType.F32, Shape.of(BATCH, 12), Rng.seed(1));
    Tensor y =
        Tensor.of(Shape.of(BATCH), IntStream.range(0, BATCH).mapToLong(i -> i % 3).toArray());
    Dropping net = new Dropping(Mlp.of("12-16-3", Activation.RELU, Rng.seed(2)));
    Stepper stepper =
        Descent.by(AdamW.rate(1e-3))
            .in(ParameterGroups.parse("<2:weight_decay=0"))
            .clippedTo(0.1)
            .averagedBy(new Ema(0.99))
            .over(net);
    StepKeys keys = StepKeys.of(Rng.seed(3));
    Compiled step =
        Compiled.of(batch -> {
          Tensor loss =
              new Accumulation(2)
                  .backward(
                      stepper,
                      keys,
                      batch,
                      part -> net.apply(part.get(0)).crossEntropy(part.get(1)));
          Tensor norm = stepper.gradientNorm();
          stepper.update(norm);
          return List.of(loss, norm);
        });
    for (int call = 0; call < 2; call++) {
      stepper.advance(1e-3);
      step.apply(x, y);
    }
    Workspace workspace = step.workspace(x, y).orElseThrow();
    workspace.give(0, x);
    workspace.give(1, y);
    Watcher watcher = new Watcher();
    for (int call = 0; call < EPOCHS * (STEPS + 2) && !watcher.getAsBoolean(); call++) {
      stepper.advance(1e-3);
      workspace.run();
    }
    assertThat(watcher.least).as("bytes of %s steps after the first", STEPS).isZero();
  }
}
