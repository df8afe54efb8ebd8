// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ShapeException;
import chainrule.spi.Operand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** The first largest element under each window, by plain loops. */
final class Chosen {

  private static final Spans SINGLE = new Spans(new int[1], new int[] {1}, 1);

  private final Storage elements;
  private final Spans[] spans;
  private final int rows;
  private final int columns;

  private Chosen(Storage elements, List<Spans> spans, Shape space) {
    this.elements = elements;
    List<Spans> all = new ArrayList<>(Collections.nCopies(3 - spans.size(), SINGLE));
    all.addAll(spans);
    this.spans = all.toArray(Spans[]::new);
    rows = space.rank() < 2 ? 1 : (int) space.size(-2);
    columns = (int) space.size(-1);
  }

  static Meaning meaning(String name) {
    return Meaning.of(
            name,
            name.equals("maxPool") ? "max pool" : "max pool to",
            Role.ROUTER,
            "A max-pool gate is a gradient router: the largest of each window gets its upstream"
                + " gradient.",
            "最大池化门是梯度路由器：每个窗口中最大的元素得到该窗口的全部回传梯度。")
        .withKink("the first of equals takes it", "相等时归第一个");
  }

  static Meaning placeMeaning(String name) {
    return Meaning.of(
        name,
        "argmax pool",
        Role.STOPPER,
        "A max-pool-index gate gives places, whole numbers that jump, so no gradient passes.",
        "最大池化下标门给出的是位置，即会跳变的整数，没有梯度通过。");
  }

  /** The upstream at the places that were chosen. */
  static Partial partial(Op places) {
    return Partial.of(
        "g added at the largest of each window, 0 elsewhere",
        passage -> {
          Shape x = passage.spec(0).shape();
          Shape lead = x.part(0, 2);
          Shape flat = lead.concat(Shape.of(x.part(2, x.rank()).count()));
          Tensor upstream = passage.upstream();
          long windows = upstream.shape().part(2, x.rank()).count();
          Shape columns = lead.concat(Shape.of(windows));
          Tensor chosen = Engine.apply(places, List.of(passage.input(0))).reshape(columns);
          return upstream.reshape(columns).scatterAdd(2, chosen, flat.size(2)).reshape(x);
        });
  }

  /** The largest elements of a row-major input. */
  static Operand values(String name, Operand x, Spec output, Supplier<List<Spans>> windows) {
    Operand places = places(name, x, new Spec(DType.I64, output.shape()), windows);
    Operand result = Operand.allocate(output.dtype(), output.shape());
    long count = output.shape().part(2, output.shape().rank()).count();
    long space = x.shape().part(2, x.shape().rank()).count();
    for (long i = 0; i < output.shape().count(); i++) {
      long plane = x.view().offset() + i / count * space;
      result.storage().set(i, x.storage().get(plane + places.storage().getLong(i)));
    }
    return result;
  }

  /** The places of the largest elements of a row-major input, in the space axes. */
  static Operand places(String name, Operand x, Spec output, Supplier<List<Spans>> windows) {
    Operand result = Operand.allocate(DType.I64, output.shape());
    if (output.shape().count() > 0) {
      List<Spans> spans = windows.get();
      checkFilled(name, x, spans);
      Shape space = x.shape().part(2, x.shape().rank());
      Chosen chosen = new Chosen(x.storage(), spans, space);
      long[] places = ((Storage.I64) result.storage()).array();
      int count = (int) output.shape().part(2, output.shape().rank()).count();
      for (int plane = 0; plane * count < places.length; plane++) {
        long start = x.view().offset() + plane * space.count();
        chosen.plane(start, places, plane * count);
      }
    }
    return result;
  }

  /** With gaps, a window may miss a short input. */
  private static void checkFilled(String name, Operand x, List<Spans> spans) {
    for (int axis = 0; axis < spans.size(); axis++) {
      for (int window = 0; window < spans.get(axis).windows(); window++) {
        if (spans.get(axis).count()[window] == 0) {
          throw new ShapeException(
              name
                  + ": x is "
                  + Pools.spec(x)
                  + "; window "
                  + window
                  + " on axis "
                  + (axis + 2)
                  + " has all its elements in the padding",
              "use a smaller dilation or less padding");
        }
      }
    }
  }

  private void plane(long start, long[] places, int at) {
    int next = at;
    for (int plane = 0; plane < spans[0].windows(); plane++) {
      for (int row = 0; row < spans[1].windows(); row++) {
        for (int column = 0; column < spans[2].windows(); column++) {
          places[next++] = largest(start, plane, row, column);
        }
      }
    }
  }

  private int largest(long start, int plane, int row, int column) {
    int best = -1;
    double most = 0;
    for (int i = 0; i < spans[0].count()[plane]; i++) {
      int upper = spans[0].first()[plane] + i * spans[0].step();
      for (int j = 0; j < spans[1].count()[row]; j++) {
        int line = (upper * rows + spans[1].first()[row] + j * spans[1].step()) * columns;
        for (int k = 0; k < spans[2].count()[column]; k++) {
          int place = line + spans[2].first()[column] + k * spans[2].step();
          double value = elements.get(start + place);
          if (best < 0 || value > most || (Double.isNaN(value) && !Double.isNaN(most))) {
            best = place;
            most = value;
          }
        }
      }
    }
    return best;
  }
}
