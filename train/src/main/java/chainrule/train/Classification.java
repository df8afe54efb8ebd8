// SPDX-License-Identifier: Apache-2.0
package chainrule.train;

import chainrule.error.ArgumentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How a network finds classes.
 *
 * @param loss the mean over samples
 * @param confusion how often class i was taken for class j, by i and j
 * @param undecided by class, the samples with an output that is NaN: counted, and taken for no
 *     class
 * @param ranking what needs the outputs themselves, if it was asked for by {@link
 *     Evaluation#detailed}
 */
public record Classification(
    double loss, List<List<Long>> confusion, List<Long> undecided, Optional<Ranking> ranking)
    implements Evaluation {

  /**
   * Checks the counts.
   *
   * @throws ArgumentException if they do not belong to one number of classes, or one is negative
   */
  public Classification {
    confusion = confusion.stream().map(List::copyOf).toList();
    undecided = List.copyOf(undecided);
    int classes = confusion.size();
    check(undecided, classes, "undecided");
    confusion.forEach(row -> check(row, classes, "confusion"));
    ranking.ifPresent(known -> {
      check(known.places(), classes, "places");
      if (known.areas().size() != classes) {
        throw new ArgumentException(
            "classification: " + known.areas().size() + " areas of " + classes + " classes");
      }
    });
  }

  /** Figures of a confusion matrix alone. */
  public static Classification of(double loss, List<List<Long>> confusion) {
    List<Long> undecided = Collections.nCopies(confusion.size(), 0L);
    return new Classification(loss, confusion, undecided, Optional.empty());
  }

  private static void check(List<Long> counts, int classes, String what) {
    if (counts.size() != classes || counts.stream().anyMatch(count -> count < 0)) {
      throw new ArgumentException(
          "classification: "
              + what
              + " is "
              + counts
              + "; needs "
              + classes
              + " counts, none negative");
    }
  }

  @Override
  public long count() {
    return sum(counts().counts());
  }

  /** The number of samples of each class. */
  public ClassCounts counts() {
    return new ClassCounts(
        IntStream.range(0, confusion.size())
            .mapToObj(i -> sum(confusion.get(i)) + undecided.get(i))
            .toList());
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public double score() {
    return accuracy();
  }

  @Override
  public String scoreName() {
    return "accuracy";
  }

  @Override
  public double accuracy() {
    long right = IntStream.range(0, confusion.size()).mapToLong(i -> confusion.get(i).get(i)).sum();
    return (double) right / count();
  }

  /** The figures of each class. */
  public List<ClassReport> classes() {
    List<Long> actual = counts().counts();
    return IntStream.range(0, confusion.size())
        .mapToObj(i -> {
          long predicted = confusion.stream().mapToLong(row -> row.get(i)).sum();
          return new ClassReport(i, actual.get(i), predicted, confusion.get(i).get(i));
        })
        .toList();
  }

  /**
   * The mean precision over the classes that occur, as actual or as predicted class; NaN without
   * any. As scikit-learn's {@code precision_score} with {@code average='macro'} and its default
   * {@code zero_division}.
   */
  public double macroPrecision() {
    return mean(ClassReport::precision);
  }

  /** The mean recall over the classes that occur, as actual or as predicted class. */
  public double macroRecall() {
    return mean(ClassReport::recall);
  }

  /** The mean F1 over the classes that occur, as actual or as predicted class. */
  public double macroF1() {
    return mean(ClassReport::f1);
  }

  private double mean(ToDoubleFunction<ClassReport> figure) {
    return Means.of(
        classes().stream().filter(report -> report.actual() + report.predicted() > 0).toList(),
        figure);
  }

  /** The mean recall over the classes that have samples; NaN if none has. */
  public double balancedAccuracy() {
    return Means.of(
        classes().stream().filter(report -> report.actual() > 0).toList(), ClassReport::recall);
  }

  /**
   * The share of samples whose class is among so many with the largest outputs, if outputs were
   * kept and there are samples. Of equal outputs the first class counts as larger, so that one is
   * the accuracy.
   *
   * @throws ArgumentException if the number is not positive
   */
  public OptionalDouble topAccuracy(int most) {
    if (most < 1) {
      throw new ArgumentException("top: " + most + " classes; needs 1 or more");
    }
    long count = count();
    return count == 0 || ranking.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) ranking.get().among(most) / count);
  }

  /**
   * The area under the receiver operating characteristic, if outputs were kept and it exists: of
   * two classes that of class 1, of more the mean over each class against the rest, the classes
   * without samples or without a rest left out. NaN if an output is.
   */
  public OptionalDouble rocAuc() {
    List<OptionalDouble> areas =
        ranking.map(Ranking::areas).orElse(List.of()).stream()
            .filter(OptionalDouble::isPresent)
            .toList();
    return areas.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Means.of(areas, OptionalDouble::getAsDouble));
  }

  /** The pairs of classes most often taken for one another, the most frequent first. */
  @Override
  public List<Confused> mostConfused(int most) {
    List<Confused> pairs = new ArrayList<>();
    for (int i = 0; i < confusion.size(); i++) {
      for (int j = 0; j < confusion.size(); j++) {
        long times = confusion.get(i).get(j);
        if (i != j && times > 0) {
          pairs.add(new Confused(i, j, times));
        }
      }
    }
    pairs.sort(Comparator.comparingLong(Confused::times).reversed());
    return pairs.stream().limit(most).toList();
  }
}
