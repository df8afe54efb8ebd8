// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Variant;
import chainrule.formats.Disk;
import chainrule.formats.Json;
import chainrule.formats.ModelInfo;
import chainrule.nn.Losses;
import chainrule.nn.Mlp;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.train.Trainer;
import chainrule.train.TrainingEvent;
import chainrule.train.data.Digits;
import chainrule.train.diagnosis.LiveWatch;
import chainrule.train.record.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a run pays for telling of itself: the same training of drawn digits with events, statistics
 * and warnings, with all of a run's record, and with nothing.
 */
final class Events {

  private static final int TRAIN = 60_000;
  private static final int TEST = 1000;
  private static final int EPOCHS = 5;
  private static final double RATE = 1e-3;
  private static final double AIM = 2;
  private static final double PERCENT = 100;

  private Events() {}

  static void run(Session session) {
    Digits digits = Digits.synthetic(TRAIN, TEST);
    Path runs = folder();
    try {
      List<Variant> ways =
          List.of(
              new Variant("told", session.ours(training(digits, net -> told(net, runs)))),
              new Variant(
                  "recorded", session.ours(training(digits, net -> recorded(net, digits, runs)))));
      Trial trial =
          Trial.of("5 epochs of 784-128-64-10", ways)
              .beside("silent", session.ours(training(digits, Events::trainer)));
      for (Row row : session.play(trial)) {
        double percent = PERCENT * (1 / row.ratio() - 1);
        session.row(Row.of("cost: " + row.work(), "aim", "%", percent, AIM));
      }
    } finally {
      Disk.real().discard(runs);
    }
  }

  private static Contender training(Digits digits, Function<Mlp, Trainer> way) {
    return Contender.of(
        () -> {
          Mlp net = Mlp.of("784-128-64-10", Activation.RELU, Rng.seed(1));
          return way.apply(net).fit(digits.train(), digits.test());
        },
        run -> run.test().loss());
  }

  private static Trainer trainer(Mlp net) {
    return Trainer.of(net, Losses.crossEntropy()).epochs(EPOCHS);
  }

  /** With events, statistics and warnings while it goes on. */
  private static Trainer told(Mlp net, Path runs) {
    RunFolder folder = folder(runs);
    return trainer(net)
        .on(event -> {
          if (!(event instanceof TrainingEvent.Started
              || event instanceof TrainingEvent.Finished)) {
            folder.on(event);
          }
        })
        .watch(watch(net));
  }

  /** With all that is written and looked at once besides: digests of the data, the model. */
  private static Trainer recorded(Mlp net, Digits digits, Path runs) {
    return trainer(net).on(folder(runs)).watch(watch(net).over(digits.train()));
  }

  private static RunFolder folder(Path runs) {
    return RunFolder.create(runs, "digits", ModelInfo.empty(), Json.object(), Clock.systemUTC());
  }

  private static LiveWatch watch(Mlp net) {
    return LiveWatch.of(net, Losses.crossEntropy(), RATE, Locale.ENGLISH);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("chainrule-bench");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
