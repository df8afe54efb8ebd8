// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.tensor.Tensor;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the data say before anything is trained. Of large sets some samples are looked at, spread
 * evenly over all of them.
 */
final class DataRules {

  private static final int MOST = 5000;
  private static final long MOST_NUMBERS = 8_000_000;

  /** Bytes of pixels have a deviation around 80; healthy tables and pictures stay below 5. */
  private static final double WIDE = 10;

  private static final double NARROW = 0.01;

  /** A mean so far off, in deviations, that weights see a constant; years, say. */
  private static final double OFF = 10;

  private static final double MISMATCH = 1000;

  /** Losses and rates are made for targets of about 1. */
  private static final double WIDE_TARGET = 100;

  /** A tenth of an equal share. */
  private static final double RARE = 0.1;

  /** Fewer samples a class come out uneven by chance. */
  private static final double ENOUGH = 10;

  private static final double SHARED = 0.01;
  private static final int FEWEST_SHARED = 3;
  private static final double TWINS = 2;

  private DataRules() {}

  /**
   * What the training data say.
   *
   * @param categories places of a row that hold numbers of categories, whose size says nothing
   */
  static List<Finding> of(Dataset train, Set<Long> categories) {
    if (train.count() == 0) {
      return List.of();
    }
    Batch some = some(train);
    List<Finding> findings = new ArrayList<>();
    if (some.inputs().dtype().isFloating()) {
      scale(some.inputs(), categories).ifPresent(findings::add);
    }
    if (train.isClassified()) {
      imbalance(train, some.targets().toLongs()).ifPresent(findings::add);
    } else if (some.targets().dtype().isFloating()) {
      targets(some.targets()).ifPresent(findings::add);
    }
    return findings;
  }

  private static Batch some(Dataset data) {
    long length = Math.max(1, data.inputRow().shape().count());
    long count = Math.min(data.count(), Math.clamp(MOST_NUMBERS / length, 1, MOST));
    double step = (double) data.count() / count;
    return data.batch(IntStream.range(0, (int) count).map(i -> (int) (i * step)).toArray());
  }

  // ------------------------------------------------------------------ scales

  private static Moments[] features(Tensor rows, Set<Long> categories) {
    double[] values = rows.toDoubles();
    int count = Math.toIntExact(rows.size(0));
    int features = values.length / count;
    Moments[] moments = new Moments[features];
    double[] column = new double[count];
    for (int feature = 0; feature < features; feature++) {
      boolean counts = !categories.contains((long) feature);
      for (int row = 0; row < count; row++) {
        column[row] = counts ? values[row * features + feature] : 0;
      }
      moments[feature] = Moments.of(column);
    }
    return moments;
  }

  private static Optional<Finding> scale(Tensor inputs, Set<Long> categories) {
    Moments[] features = features(inputs, categories);
    double widest = Arrays.stream(features).mapToDouble(Moments::deviation).max().orElse(0);
    boolean narrow = widest > 0 && widest < NARROW;
    List<Integer> bad =
        IntStream.range(0, features.length)
            .filter(i -> narrow || isFar(features[i]))
            .boxed()
            .toList();
    return bad.stream()
        .max(
            Comparator.comparingDouble(
                i -> Math.max(Math.abs(features[i].mean()), features[i].deviation())))
        .map(worst ->
            Finding.of(Symptom.INPUT_SCALE, Severity.WARNING, Finding.NOWHERE)
                .with("count", bad.size())
                .with("features", features.length)
                .with("feature", worst)
                .with("mean", features[worst].mean())
                .with("deviation", features[worst].deviation()))
        .or(() -> mismatch(features));
  }

  private static boolean isFar(Moments feature) {
    double mean = Math.abs(feature.mean());
    return feature.deviation() > WIDE
        || (feature.deviation() > 0 && mean > WIDE && mean > OFF * feature.deviation());
  }

  /**
   * Tables of which one column is next to nothing beside another; pixels, which all have one scale,
   * are none.
   */
  private static Optional<Finding> mismatch(Moments... features) {
    int low = -1;
    int high = -1;
    for (int i = 0; i < features.length; i++) {
      double deviation = features[i].deviation();
      if (deviation > 0 && (low < 0 || deviation < features[low].deviation())) {
        low = i;
      }
      if (high < 0 || deviation > features[high].deviation()) {
        high = i;
      }
    }
    boolean differs =
        low >= 0
            && features[high].greatest() > 1
            && features[high].deviation() > MISMATCH * features[low].deviation()
            && features[high].greatest() > MISMATCH * features[low].greatest();
    return differs
        ? Optional.of(
            Finding.of(Symptom.INPUT_MISMATCH, Severity.WARNING, Finding.NOWHERE)
                .with("least", features[low].deviation())
                .with("low", low)
                .with("greatest", features[high].deviation())
                .with("high", high))
        : Optional.empty();
  }

  private static Optional<Finding> targets(Tensor targets) {
    Moments[] columns = features(targets, Set.of());
    return IntStream.range(0, columns.length)
        .filter(i ->
            columns[i].deviation() > WIDE_TARGET
                || (columns[i].deviation() > 0 && columns[i].greatest() < 1 / WIDE_TARGET)
                || (columns[i].deviation() > 0
                    && Math.abs(columns[i].mean()) > WIDE
                    && Math.abs(columns[i].mean()) > OFF * columns[i].deviation()))
        .mapToObj(i ->
            Finding.of(Symptom.TARGET_SCALE, Severity.WARNING, Finding.NOWHERE)
                .with("feature", i)
                .with("mean", columns[i].mean())
                .with("deviation", columns[i].deviation()))
        .findFirst();
  }

  // ------------------------------------------------------------------ classes

  private static Optional<Finding> imbalance(Dataset train, long... labels) {
    int classes = Math.max(2, train.classes().size());
    long[] counts = new long[classes];
    long total = 0;
    for (long label : labels) {
      if (label >= 0 && label < classes) {
        counts[(int) label]++;
        total++;
      }
    }
    int rarest = 0;
    for (int each = 1; each < classes; each++) {
      rarest = counts[each] < counts[rarest] ? each : rarest;
    }
    double equal = (double) total / classes;
    return equal >= ENOUGH && counts[rarest] < RARE * equal
        ? Optional.of(
            Finding.of(Symptom.CLASS_IMBALANCE, Severity.WARNING, Finding.NOWHERE)
                .with("count", counts[rarest])
                .with("total", total)
                .with("share", (double) counts[rarest] / total)
                .with("equal", 1.0 / classes)
                .with(
                    "class",
                    rarest < train.classes().size()
                        ? train.classes().get(rarest)
                        : Integer.toString(rarest)))
        : Optional.empty();
  }

  // ------------------------------------------------------------------ two sets

  /**
   * Rows in both sets, more than the training data repeat themselves: where values are few, as in
   * tables of categories, equal rows come about by themselves.
   */
  static Optional<Finding> shared(SharedRows rows) {
    double twins = rows.train() == 0 ? 0 : (double) rows.twins() / rows.train();
    boolean leaks =
        rows.shared() >= FEWEST_SHARED && rows.share() >= SHARED && rows.share() > TWINS * twins;
    return leaks
        ? Optional.of(
            Finding.of(Symptom.SHARED_ROWS, Severity.WARNING, Finding.NOWHERE)
                .with("shared", rows.shared())
                .with("test", rows.test())
                .with("share", rows.share())
                .with("train", rows.train()))
        : Optional.empty();
  }
}
