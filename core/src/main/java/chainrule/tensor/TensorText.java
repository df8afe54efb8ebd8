// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.spi.Operand;
import java.util.ArrayList;
import java.util.List;

/** A tensor as text: its values in rows, at most six an edge, then what it is. */
final class TensorText {

  private static final long MOST = 6;
  private static final String GAP = "...";

  private final Tensor tensor;
  private final int width;

  private TensorText(Tensor tensor) {
    this.tensor = tensor;
    List<String> cells = new ArrayList<>();
    collect(new long[tensor.rank()], 0, cells);
    this.width = cells.stream().mapToInt(String::length).max().orElse(0);
  }

  static String of(Tensor tensor) {
    TensorText text = new TensorText(tensor);
    StringBuilder values = new StringBuilder();
    text.write(new long[tensor.rank()], 0, values);
    return values + " " + tensor.spec() + watched(tensor);
  }

  private static String watched(Tensor tensor) {
    return tensor
        .call()
        .map(call -> " by " + call.op().name())
        .orElse(tensor.isGradRequired() ? " requires grad" : "");
  }

  private void collect(long[] index, int axis, List<String> cells) {
    if (axis == index.length) {
      cells.add(cell(index));
      return;
    }
    for (long i : shown(axis)) {
      if (i >= 0) {
        index[axis] = i;
        collect(index, axis + 1, cells);
      }
    }
  }

  private void write(long[] index, int axis, StringBuilder text) {
    if (axis == index.length) {
      String cell = cell(index);
      text.append(" ".repeat(width - cell.length())).append(cell);
      return;
    }
    boolean last = axis == index.length - 1;
    String separator = last ? ", " : ",\n" + " ".repeat(axis + 1);
    text.append('[');
    String before = "";
    for (long i : shown(axis)) {
      text.append(before);
      before = separator;
      if (i < 0) {
        text.append(GAP);
      } else {
        index[axis] = i;
        write(index, axis + 1, text);
      }
    }
    text.append(']');
  }

  /** The indices shown along an axis; -1 stands for those left out. */
  private long[] shown(int axis) {
    long size = tensor.size(axis);
    if (size <= 2 * MOST) {
      long[] all = new long[(int) size];
      for (int i = 0; i < all.length; i++) {
        all[i] = i;
      }
      return all;
    }
    long[] edges = new long[(int) (2 * MOST + 1)];
    for (int i = 0; i < MOST; i++) {
      edges[i] = i;
      edges[edges.length - 1 - i] = size - 1 - i;
    }
    edges[(int) MOST] = -1;
    return edges;
  }

  private String cell(long[] index) {
    Operand operand = tensor.operand();
    double value = tensor.get(index);
    return switch (tensor.dtype()) {
      case BOOL -> value == 1 ? "true" : "false";
      case F32 -> trim(Float.toString((float) value));
      case F64 -> trim(Double.toString(value));
      case I32, I64, U8 ->
          Long.toString(operand.storage().getLong(Memory.position(operand.view(), index)));
    };
  }

  private static String trim(String number) {
    return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
  }
}
