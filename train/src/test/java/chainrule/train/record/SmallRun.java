// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.formats.Disk;
import chainrule.formats.Json;
import chainrule.formats.ModelInfo;
import chainrule.nn.Dropout;
import chainrule.nn.Flatten;
import chainrule.nn.Layer;
import chainrule.nn.Linear;
import chainrule.nn.Losses;
import chainrule.nn.Sequential;
import chainrule.optim.Adam;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import chainrule.train.Checkpoints;
import chainrule.train.Run;
import chainrule.train.Trainer;
import chainrule.train.augment.Augmentation;
import chainrule.train.data.Dataset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A run of 12 steps with all that a run may have: it shuffles, changes its pictures, drops out,
 * uses Adam and a schedule, and keeps its best weights.
 *
 * @param runs where its folder is
 * @param disk what it writes to
 */
record SmallRun(Path runs, Disk disk) {

  static final int EVERY = 4;
  static final int STEPS = 12;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:11:12Z"), ZoneOffset.UTC);
  private static final Dataset TRAIN = data(60);
  private static final Dataset TEST = data(20);

  private static Dataset data(int count) {
    Tensor pictures = Tensor.normal(DType.F32, Shape.of(count, 1, 4, 4), Rng.seed(count));
    long[] labels = IntStream.range(0, count).mapToLong(i -> i % 3).toArray();
    return Dataset.of(
        "pictures", pictures, Tensor.of(Shape.of(count), labels), List.of("a", "b", "c"));
  }

  private static Layer net() {
    Rng rng = Rng.seed(5);
    return Sequential.of(
        Flatten.of(),
        Linear.of(16, 8, rng.child("hidden")),
        Dropout.of(0.2),
        Linear.of(8, 3, rng.child("output")));
  }

  private static Trainer trainer(Layer net) {
    return Trainer.of(net, Losses.crossEntropy())
        .optimizer(Adam.rate(0.05))
        .augment(Augmentation.parse("shift:1"))
        .epochs(2)
        .batch(10)
        .keepBest();
  }

  /** A run that writes nothing. */
  static Run undisturbed() {
    return trainer(net()).fit(TRAIN, TEST);
  }

  RunFolder create() {
    return RunFolder.create(runs, "small", ModelInfo.empty(), Json.object(), CLOCK, disk);
  }

  /** The folder of a run that was begun. */
  RunFolder folder(Path path) {
    return new RunFolder(path, ModelInfo.empty(), Json.object(), CLOCK, disk);
  }

  /** Trains from the beginning, or from the newest checkpoint that is whole. */
  Run train(RunFolder folder) {
    return train(folder, UnaryOperator.identity());
  }

  /** The same, with checkpoints that are looked at. */
  Run train(RunFolder folder, UnaryOperator<Checkpoints> looked) {
    Layer net = net();
    CheckpointFolder checkpoints =
        CheckpointFolder.of(folder.checkpoints(), net, ModelInfo.empty(), Json.object())
            .withPace(Pace.everySteps(EVERY))
            .withDisk(disk);
    Trainer trainer = trainer(net).checkpoints(looked.apply(checkpoints)).on(folder);
    return SavedRun.newest(folder.checkpoints())
        .newest()
        .map(saved -> trainer.resume(saved.snapshot()))
        .orElse(trainer)
        .fit(TRAIN, TEST);
  }
}
