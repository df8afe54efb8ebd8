// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import java.util.List;

/** Datasets one after another. */
final class Concatenated implements Derived {

  private final String name;
  private final List<Dataset> parts;
  private final long[] ends;

  private Concatenated(String name, List<Dataset> parts, long... ends) {
    this.name = name;
    this.parts = parts;
    this.ends = ends;
  }

  static Dataset of(String name, List<Dataset> parts) {
    if (parts.isEmpty()) {
      throw new ArgumentException("dataset: " + name + " of no parts; needs 1 or more");
    }
    long[] ends = new long[parts.size()];
    long end = 0;
    for (int index = 0; index < ends.length; index++) {
      check(parts.getFirst(), parts.get(index));
      end = Math.addExact(end, parts.get(index).count());
      ends[index] = end;
    }
    return new Concatenated(name, List.copyOf(parts), ends);
  }

  private static void check(Dataset first, Dataset other) {
    if (!first.inputRow().equals(other.inputRow())
        || !first.targetRow().equals(other.targetRow())) {
      throw new ShapeException(
          "dataset: " + text(first) + ", " + text(other) + "; parts need samples of one form");
    }
    if (!first.classes().equals(other.classes())
        || !first.targetScale().equals(other.targetScale())) {
      throw new ArgumentException(
          "dataset: targets of "
              + first.name()
              + " and "
              + other.name()
              + " mean different things: classes "
              + first.classes()
              + " and "
              + other.classes(),
          "give parts the same classes in one order");
    }
  }

  private static String text(Dataset data) {
    return data.name()
        + " has inputs "
        + data.inputRow().spec(data.count())
        + " and targets "
        + data.targetRow().spec(data.count());
  }

  @Override
  public Dataset from() {
    return parts.getFirst();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long count() {
    return ends[ends.length - 1];
  }

  @Override
  public int readers() {
    return parts.stream().mapToInt(Dataset::readers).max().orElse(0);
  }

  @Override
  public void read(long place, Storage inputs, Storage targets, int row) {
    int part = 0;
    while (place >= ends[part]) {
      part++;
    }
    long first = part == 0 ? 0 : ends[part - 1];
    parts.get(part).read(place - first, inputs, targets, row);
  }
}
