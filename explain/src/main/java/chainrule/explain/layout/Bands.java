// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.layout;

import chainrule.explain.layout.Part.Gate;
import chainrule.explain.layout.Part.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A circuit drawn in bands below each other, as music is written, where one is too wide. */
public final class Bands {

  /** What an arrow behind the last label takes. */
  private static final int ARROW = 3;

  /** By how much less is tried where a band came out too wide. */
  private static final int LESS = 8;

  private Bands() {}

  /**
   * The drawings of a circuit, from the first to the last band; nothing if there would be too many,
   * or if the whole is wider than they would be together.
   *
   * @param columns the widest a band may be
   * @param most how many bands there may be
   * @param isAligned whether gates that are equally deep stand in one column
   */
  public static Optional<List<Drawing>> of(
      Sketch sketch, int columns, int most, boolean isAligned) {
    List<Drawing> bands = new ArrayList<>();
    Sketch rest = sketch;
    while (bands.size() < most) {
      Drawing whole = Drawing.of(rest, isAligned);
      if (whole.width() <= columns) {
        bands.add(whole);
        return Optional.of(bands);
      }
      int left = most - bands.size();
      Optional<Cut> cut =
          whole.width() <= left * columns ? cut(rest, whole, columns, isAligned) : Optional.empty();
      if (cut.isEmpty()) {
        return Optional.empty();
      }
      bands.add(Drawing.of(cut.get().first(), isAligned));
      rest = cut.get().second();
    }
    return Optional.empty();
  }

  /** The cut that leaves as much as fits in the first band. */
  private static Optional<Cut> cut(Sketch sketch, Drawing whole, int columns, boolean isAligned) {
    for (int limit = columns - ARROW; limit > 0; limit -= LESS) {
      int most = limit;
      Set<Integer> gates =
          IntStream.range(0, sketch.parts().size())
              .filter(part -> sketch.parts().get(part) instanceof Gate)
              .filter(part -> whole.end(Wire.of(part)) <= most)
              .boxed()
              .collect(Collectors.toUnmodifiableSet());
      if (gates.isEmpty()) {
        return Optional.empty();
      }
      Cut cut = new Cut(sketch, gates);
      if (Drawing.of(cut.first(), isAligned).width() <= columns) {
        return Optional.of(cut);
      }
    }
    return Optional.empty();
  }
}
