// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import java.util.ArrayList;
import java.util.List;

/** How the cells of one column become numbers; fitted on the training rows. */
sealed interface ColumnRule {

  /** Values further away from the mean count as being there. */
  double MOST_DEVIATIONS = 100;

  /** The column, as the header had it. */
  String name();

  /** How many numbers a cell becomes. */
  int width();

  /** How many numbers they are once categories are looked up. */
  default int features() {
    return width();
  }

  /** What each of the numbers says. */
  List<String> labels();

  /**
   * (value - mean) / deviation, at most {@value #MOST_DEVIATIONS} in size.
   *
   * @param median stands for a missing value
   * @param deviation above 0
   * @param indicator whether a second number says that the value is missing
   */
  record Numeric(String name, double median, double mean, double deviation, boolean indicator)
      implements ColumnRule {

    @Override
    public int width() {
      return indicator ? 2 : 1;
    }

    @Override
    public List<String> labels() {
      return indicator ? List.of(name, name + " missing") : List.of(name);
    }

    /** Writes the numbers of a value, NaN if it is missing. */
    void put(double value, float[] target, int at) {
      boolean missing = Double.isNaN(value);
      double scaled = ((missing ? median : value) - mean) / deviation;
      target[at] = (float) Math.clamp(scaled, -MOST_DEVIATIONS, MOST_DEVIATIONS);
      if (indicator) {
        target[at + 1] = missing ? 1 : 0;
      }
    }
  }

  /**
   * One number: -1 for the first value, 1 for the second, 0 for a missing or unknown one.
   *
   * @param first the smaller
   */
  record Binary(String name, String first, String second) implements ColumnRule {

    @Override
    public int width() {
      return 1;
    }

    @Override
    public List<String> labels() {
      return List.of(name + "=" + second);
    }

    /** Writes the number of a value, -1 if it is the first, 1 if it is the second, else 0. */
    void put(String value, float[] target, int at) {
      target[at] = value.equals(second) ? 1 : value.equals(first) ? -1 : 0;
    }
  }

  /** Categories, each of which has a place among those that count. */
  sealed interface ByCategory extends ColumnRule {

    /** The categories. */
    OneHot categories();

    /** Writes what a place becomes; -1 stands for what was not met in training. */
    void put(int place, float[] target, int at);

    @Override
    default String name() {
      return categories().name();
    }
  }

  /**
   * One number for each category, 1 for that of the value and 0 for the others.
   *
   * @param kind CATEGORICAL or CODE
   * @param values the categories, in order
   * @param other whether a further one stands for rare and unknown values
   * @param missing whether a last one stands for no value
   */
  record OneHot(String name, ColumnKind kind, List<String> values, boolean other, boolean missing)
      implements ByCategory {

    public OneHot {
      values = List.copyOf(values);
    }

    @Override
    public OneHot categories() {
      return this;
    }

    @Override
    public int width() {
      return values.size() + (other ? 1 : 0) + (missing ? 1 : 0);
    }

    @Override
    public List<String> labels() {
      List<String> labels = new ArrayList<>();
      values.forEach(value -> labels.add(name + "=" + value));
      if (other) {
        labels.add(name + " other");
      }
      if (missing) {
        labels.add(name + " missing");
      }
      return List.copyOf(labels);
    }

    @Override
    public void put(int place, float[] target, int at) {
      for (int i = 0; i < width(); i++) {
        target[at + i] = i == place ? 1 : 0;
      }
    }
  }

  /**
   * The place of the category, as the network is to look it up in a table; a last place stands for
   * what was not met in training.
   *
   * @param size how many numbers the network makes of it
   */
  record Embedded(OneHot categories, int size) implements ByCategory {

    @Override
    public int width() {
      return 1;
    }

    @Override
    public int features() {
      return size;
    }

    /** The rows of the table. */
    int count() {
      return categories.width() + 1;
    }

    @Override
    public List<String> labels() {
      return List.of(name());
    }

    @Override
    public void put(int place, float[] target, int at) {
      target[at] = place < 0 ? categories.width() : place;
    }
  }
}
