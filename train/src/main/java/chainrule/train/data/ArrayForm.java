// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FormatException;
import chainrule.formats.Json;
import chainrule.formats.NpyFile;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What one input is that comes in an array, and how arrays are made into such inputs.
 *
 * <p>Bytes are brightness: they are divided by 255. Arrays [n, height, width], [n, channels,
 * height, width] and [n, height, width, channels] with 1, 3 or 4 channels hold pictures, which
 * become [channels, height, width]; others keep their sizes, and numbers are taken as F32.
 *
 * @param row the sizes of one input
 * @param isUnit whether inputs are bytes over 255, or numbers from 0 to 1
 */
public record ArrayForm(Shape row, boolean isUnit) {

  private static final List<Long> CHANNELS = List.of(1L, 3L, 4L);
  private static final String KIND = "kind";
  private static final String ARRAY = "array";
  private static final String IMAGE = "image";
  private static final int MAX_RANK = 31;

  /** The form of inputs that are learned from. */
  static ArrayForm of(NpyFile inputs, String source) {
    Shape shape = inputs.shape();
    if (shape.rank() == 0 || shape.count() == 0) {
      throw new FormatException(
          "arrays: " + source + ": sizes " + shape + "; [n, ..] is needed, none 0");
    }
    Shape row = row(shape.without(0));
    DType dtype = inputs.values().dtype();
    boolean unit = dtype == DType.U8 || (row.rank() == 3 && isWithinUnit(inputs.values()));
    return new ArrayForm(row, unit);
  }

  /** The sizes of one input, of the sizes of one in the array. */
  private static Shape row(Shape one) {
    return switch (one.rank()) {
      case 0 -> Shape.of(1);
      case 2 -> one.inserted(0, 1);
      case 3 -> isLast(one) ? Shape.of(one.size(2), one.size(0), one.size(1)) : one;
      default -> one;
    };
  }

  private static boolean isLast(Shape one) {
    return CHANNELS.contains(one.size(2)) && !CHANNELS.contains(one.size(0));
  }

  private static boolean isWithinUnit(Storage values) {
    return values.dtype().isFloating()
        && LongStream.range(0, values.length())
            .allMatch(i -> values.get(i) >= 0 && values.get(i) <= 1);
  }

  /** Whether a model's description of its input is one that arrays can be made into. */
  public static boolean isIn(Json.JsonObject input) {
    return is(input, ARRAY) || is(input, IMAGE);
  }

  private static boolean is(Json.JsonObject input, String kind) {
    return input.find(KIND).map(value -> value.equals(Json.of(kind))).orElse(false);
  }

  /**
   * The form that a model file tells.
   *
   * @param input what it says of its input
   * @throws FormatException if it tells none
   */
  public static ArrayForm of(Json.JsonObject input) {
    if (is(input, ARRAY)) {
      List<Json> sizes = input.array("shape");
      if (sizes.size() > MAX_RANK) {
        throw new FormatException("chainrule.input: shape has " + sizes.size() + " sizes");
      }
      Shape row = shape(sizes.stream().mapToLong(Json::asWhole).toArray());
      return new ArrayForm(row, input.find("divide").isPresent());
    }
    if (!is(input, IMAGE)) {
      throw new FormatException(
          "predict: the model does not say how arrays become its inputs",
          "use a model that was trained on arrays or pictures");
    }
    long height = input.whole("height");
    long width = input.whole("width");
    Shape row =
        input
            .find("channels")
            .map(channels -> shape(channels.asWhole(), height, width))
            .orElseGet(() -> Shape.of(shape(height, width).count()));
    return new ArrayForm(row, true);
  }

  private static Shape shape(long... sizes) {
    for (long size : sizes) {
      if (size < 1 || size > Integer.MAX_VALUE) {
        throw new FormatException("chainrule.input: size " + size + "; needs 1 or more");
      }
    }
    return Shape.of(sizes);
  }

  /** What a model file is to say of its input. */
  public Json.JsonObject toJson() {
    if (isUnit && row.rank() == 3 && row.size(0) != 4) {
      return Json.object()
          .with(KIND, IMAGE)
          .with("channels", row.size(0))
          .with("height", row.size(1))
          .with("width", row.size(2))
          .with("divide", 255);
    }
    List<Json> sizes = LongStream.of(row.sizes()).<Json>mapToObj(Json::of).toList();
    Json.JsonObject json = Json.object().with(KIND, ARRAY).with("shape", Json.array(sizes));
    return isUnit ? json.with("divide", 255) : json;
  }

  /**
   * Which element of one in the array each element of an input is, in order; nothing where that is
   * the same.
   *
   * @param one the sizes of one in the array
   * @throws FormatException if it cannot be made into such an input
   */
  int[] order(Shape one, String source) {
    boolean picture = row.rank() == 3;
    if (picture
        && !one.equals(row)
        && one.equals(Shape.of(row.size(1), row.size(2), row.size(0)))) {
      return channelsFirst(one);
    }
    boolean flat = one.rank() <= 1 || row.rank() == 1;
    boolean gray = picture && row.size(0) == 1 && one.equals(row.without(0));
    if (!one.equals(row) && !gray && (!flat || one.count() != row.count())) {
      throw new FormatException(
          "arrays: " + source + ": sizes " + one + " of a sample; needed are " + row,
          "give samples as those that the model was trained on");
    }
    return new int[0];
  }

  private static int[] channelsFirst(Shape one) {
    int channels = (int) one.size(2);
    int pixels = (int) (one.size(0) * one.size(1));
    int[] order = new int[channels * pixels];
    for (int i = 0; i < order.length; i++) {
      order[i] = i % pixels * channels + i / pixels;
    }
    return order;
  }
}
