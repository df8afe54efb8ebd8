// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ChainruleException;
import chainrule.error.IndexException;
import chainrule.error.LimitException;
import chainrule.error.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes, parts, copies and frames, by values worked out by hand; every element type. */
class PlacesTest {

  /** 1 to n in a shape. */
  private static Tensor upTo(DType dtype, long... sizes) {
    Shape shape = Shape.of(sizes);
    return Tensor.of(
        dtype, shape, IntStream.rangeClosed(1, (int) shape.count()).asDoubleStream().toArray());
  }

  /** A method on 1 to n, what comes out, and the gradient of the sum of i * out[i], i from 1. */
  private record Case(
      String about,
      long[] sizes,
      UnaryOperator<Tensor> method,
      long[] shape,
      double[] values,
      double[] gradient) {
    @Override
    public String toString() {
      return about;
    }
  }

  private static long[] sizes(long... sizes) {
    return sizes;
  }

  private static double[] are(double... values) {
    return values;
  }

  private static Case of(
      String about,
      long[] sizes,
      UnaryOperator<Tensor> method,
      long[] shape,
      double[] values,
      double[] gradient) {
    return new Case(about, sizes, method, shape, values, gradient);
  }

  static List<Case> shapes() {
    return List.of(
        of(
            "flatten(0, 1)",
            sizes(2, 1, 2),
            x -> x.flatten(0, 1),
            sizes(2, 2),
            are(1, 2, 3, 4),
            are(1, 2, 3, 4)),
        of(
            "unflatten(-1, 2, -1)",
            sizes(1, 4),
            x -> x.unflatten(-1, 2, -1),
            sizes(1, 2, 2),
            are(1, 2, 3, 4),
            are(1, 2, 3, 4)),
        of("squeeze()", sizes(1, 2, 1), Tensor::squeeze, sizes(2), are(1, 2), are(1, 2)),
        of(
            "squeeze(0, 1)",
            sizes(1, 2, 1),
            x -> x.squeeze(0, 1),
            sizes(2, 1),
            are(1, 2),
            are(1, 2)),
        of("unsqueeze(-1)", sizes(2), x -> x.unsqueeze(-1), sizes(2, 1), are(1, 2), are(1, 2)),
        of(
            "expand(2, -1)",
            sizes(1, 2),
            x -> x.expand(2, -1),
            sizes(2, 2),
            are(1, 2, 1, 2),
            are(4, 6)),
        of(
            "moveAxis(0, -1)",
            sizes(2, 1, 2),
            x -> x.moveAxis(0, -1),
            sizes(1, 2, 2),
            are(1, 3, 2, 4),
            are(1, 3, 2, 4)));
  }

  static List<Case> turns() {
    return List.of(
        of(
            "flip(0, 1)",
            sizes(2, 2),
            x -> x.flip(0, 1),
            sizes(2, 2),
            are(4, 3, 2, 1),
            are(4, 3, 2, 1)),
        of("flip()", sizes(2), Tensor::flip, sizes(2), are(1, 2), are(1, 2)),
        of(
            "rot90 once",
            sizes(2, 2),
            x -> x.rot90(1, 0, 1),
            sizes(2, 2),
            are(2, 4, 1, 3),
            are(3, 1, 4, 2)),
        of(
            "rot90 back",
            sizes(2, 2),
            x -> x.rot90(-1, 0, 1),
            sizes(2, 2),
            are(3, 1, 4, 2),
            are(2, 4, 1, 3)),
        of("roll(1)", sizes(3), x -> x.roll(1), sizes(3), are(3, 1, 2), are(2, 3, 1)),
        of("roll(0, -4)", sizes(3), x -> x.roll(0, -4), sizes(3), are(2, 3, 1), are(3, 1, 2)),
        of(
            "roll of both axes",
            sizes(2, 2),
            x -> x.roll(new int[] {0, 1}, new long[] {1, 1}),
            sizes(2, 2),
            are(4, 3, 2, 1),
            are(4, 3, 2, 1)));
  }

  static List<Case> parts() {
    return List.of(
        of("diagonal()", sizes(2, 3), Tensor::diagonal, sizes(2), are(1, 5), are(1, 0, 0, 0, 2, 0)),
        of(
            "diagonal(-1, 1, 0)",
            sizes(2, 3),
            x -> x.diagonal(-1, 1, 0),
            sizes(2),
            are(2, 6),
            are(0, 1, 0, 0, 0, 2)),
        of(
            "diagEmbed(1, 0, 1)",
            sizes(2),
            x -> x.diagEmbed(1, 0, 1),
            sizes(3, 3),
            are(0, 1, 0, 0, 0, 2, 0, 0, 0),
            are(2, 6)),
        of(
            "unfold(0, 2, 1)",
            sizes(3),
            x -> x.unfold(0, 2, 1),
            sizes(2, 2),
            are(1, 2, 2, 3),
            are(1, 5, 4)),
        of(
            "unfold(0, 2, 3)",
            sizes(6),
            x -> x.unfold(0, 2, 3),
            sizes(2, 2),
            are(1, 2, 4, 5),
            are(1, 2, 0, 3, 4, 0)));
  }

  static List<Case> selections() {
    return List.of(
        of(
            "triu(1)",
            sizes(2, 3),
            x -> x.triu(1),
            sizes(2, 3),
            are(0, 2, 3, 0, 0, 6),
            are(0, 2, 3, 0, 0, 6)),
        of(
            "tril(-1)",
            sizes(3, 2),
            x -> x.tril(-1),
            sizes(3, 2),
            are(0, 0, 3, 0, 5, 6),
            are(0, 0, 3, 0, 5, 6)),
        of(
            "take",
            sizes(2, 2),
            x -> x.take(Tensor.of(Shape.of(1, 3), new long[] {3, 0, 3})),
            sizes(1, 3),
            are(4, 1, 4),
            are(2, 0, 0, 4)),
        of(
            "gather of fewer rows",
            sizes(2, 2),
            x -> x.gather(1, Tensor.of(Shape.of(1, 3), new long[] {1, 1, 0})),
            sizes(1, 3),
            are(2, 2, 1),
            are(3, 3, 0, 0)),
        of(
            "maskedFill",
            sizes(2, 2),
            x -> x.maskedFill(Tensor.of(DType.BOOL, 1, 0), 1),
            sizes(2, 2),
            are(1, 2, 1, 4),
            are(0, 2, 0, 4)),
        of(
            "maskedSelect",
            sizes(2, 2),
            x -> x.maskedSelect(Tensor.of(DType.BOOL, 0, 1)),
            sizes(2),
            are(2, 4),
            are(0, 1, 0, 2)));
  }

  static List<Case> copies() {
    return List.of(
        of(
            "tile(2) of a matrix",
            sizes(2, 1),
            x -> x.tile(2),
            sizes(2, 2),
            are(1, 1, 2, 2),
            are(3, 7)),
        of("tile(2, 1)", sizes(2), x -> x.tile(2, 1), sizes(2, 2), are(1, 2, 1, 2), are(4, 6)),
        of("repeat(2)", sizes(2), x -> x.repeat(2), sizes(4), are(1, 2, 1, 2), are(4, 6)),
        of("repeat(0)", sizes(2), x -> x.repeat(0), sizes(0), are(), are(0, 0)),
        of(
            "repeatInterleave(0, 2)",
            sizes(2),
            x -> x.repeatInterleave(0, 2),
            sizes(4),
            are(1, 1, 2, 2),
            are(3, 7)),
        of(
            "repeatInterleave by counts",
            sizes(3),
            x -> x.repeatInterleave(0, Tensor.of(Shape.of(3), new int[] {2, 0, 1})),
            sizes(3),
            are(1, 1, 3),
            are(3, 0, 3)));
  }

  static List<Case> frames() {
    return List.of(
        of("pad(1, 0)", sizes(2), x -> x.pad(1, 0), sizes(3), are(0, 1, 2), are(2, 3)),
        of(
            "pad(-1, 2)",
            sizes(3),
            x -> x.padWith(1, -1, 2),
            sizes(4),
            are(2, 3, 1, 1),
            are(0, 1, 2)),
        of(
            "pad(0, 0, 1, 0) in front of rows",
            sizes(1, 2),
            x -> x.pad(0, 0, 1, 0),
            sizes(2, 2),
            are(0, 0, 1, 2),
            are(3, 4)),
        of(
            "padReflect",
            sizes(3),
            x -> x.padReflect(2, 1),
            sizes(6),
            are(3, 2, 1, 2, 3, 2),
            are(3, 12, 6)),
        of(
            "padReplicate",
            sizes(2),
            x -> x.padReplicate(1, 2),
            sizes(5),
            are(1, 1, 2, 2, 2),
            are(3, 12)),
        of(
            "padCircular",
            sizes(2),
            x -> x.padCircular(1, 2),
            sizes(5),
            are(2, 1, 2, 1, 2),
            are(6, 9)),
        of(
            "padCircular of both axes",
            sizes(2, 2),
            x -> x.padCircular(1, 0, 0, 1),
            sizes(3, 3),
            are(2, 1, 2, 4, 3, 4, 2, 1, 2),
            are(2 + 8, 1 + 3 + 7 + 9, 5, 4 + 6)));
  }

  static List<Case> writes() {
    Tensor index = Tensor.of(DType.I64, 1, 1, 0);
    return List.of(
        of(
            "scatter: the last of two stays",
            sizes(3),
            x -> Tensor.zeros(2).to(x.dtype()).scatter(0, index, x),
            sizes(2),
            are(3, 2),
            are(0, 2, 1)),
        of(
            "scatter over the input",
            sizes(3),
            x -> x.scatter(0, index.slice(0, 0, 1), x.slice(0, 2, 3)),
            sizes(3),
            are(1, 3, 3),
            are(1, 0, 2 + 3)),
        of(
            "indexCopy",
            sizes(2, 2),
            x -> x.indexCopy(0, index.slice(0, 0, 1), x.slice(0, 0, 1)),
            sizes(2, 2),
            are(1, 2, 1, 2),
            are(1 + 3, 2 + 4, 0, 0)),
        of(
            "indexFill",
            sizes(2, 2),
            x -> x.indexFill(1, index.slice(0, 2, 3), 1),
            sizes(2, 2),
            are(1, 2, 1, 4),
            are(0, 2, 0, 4)),
        of(
            "put",
            sizes(2, 2),
            x -> x.put(index.slice(0, 1, 3), x.flatten().slice(0, 2, 4)),
            sizes(2, 2),
            are(4, 3, 3, 4),
            are(0, 0, 2 + 3, 1 + 4)),
        of(
            "embedding",
            sizes(3, 2),
            x -> x.embedding(Tensor.of(Shape.of(1, 2), new int[] {2, 2})),
            sizes(1, 2, 2),
            are(5, 6, 5, 6),
            are(0, 0, 0, 0, 1 + 3, 2 + 4)));
  }

  @ParameterizedTest
  @MethodSource({"shapes", "turns", "parts", "selections", "copies", "frames", "writes"})
  void values_and_gradients_are_those_worked_out_by_hand(Case each) {
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      var x = upTo(dtype, each.sizes).requiresGrad();
      var out = each.method.apply(x);
      assertThat(out.spec()).isEqualTo(new Spec(dtype, Shape.of(each.shape)));
      assertThat(out.toDoubles()).containsExactly(each.values);
      out.times(upTo(dtype, each.shape)).sum().backward();
      assertThat(x.grad().toDoubles()).containsExactly(each.gradient);
    }
  }

  @ParameterizedTest
  @MethodSource({"shapes", "turns", "parts", "selections", "copies", "frames", "writes"})
  void elements_of_every_type_are_moved_alike(Case each) {
    for (DType dtype : DType.values()) {
      var expected =
          Arrays.stream(each.values)
              .map(value -> dtype == DType.BOOL ? (value != 0 ? 1 : 0) : value);
      var out = each.method.apply(upTo(dtype, each.sizes));
      assertThat(out.dtype()).isEqualTo(dtype);
      assertThat(out.toDoubles()).containsExactly(expected.toArray());
    }
  }

  @Test
  void windows_and_diagonals_are_views() {
    var x = upTo(DType.F32, 4, 4);
    for (var view : List.of(x.diagonal(), x.unfold(0, 2, 1), x.split(0, 3).getLast())) {
      assertThat(view.operand().sharesMemory(x.operand())).isTrue();
    }
  }

  @Test
  void shared_elements_of_windows_are_added_in_the_order_of_the_windows() {
    // 1 + 2^-24 + 2^-24 is 1 in F32 from the left, and 1 + 2^-23 from the right.
    double tiny = 0x1p-24;
    var windows = Tensor.of(new double[][] {{0, 0, 1}, {0, tiny, 0}, {tiny, 0, 0}});
    assertThat(windows.overlapAdd(0, 5, 1).get(2)).isEqualTo(1);
    assertThat(windows.flip(0, 1).overlapAdd(0, 5, 1).get(2)).isEqualTo(1 + 0x1p-23);
  }

  @Test
  void lists_of_parts() {
    var x = upTo(DType.I32, 5);
    assertThat(values(x.split(0, 2))).containsExactly("[1, 2]", "[3, 4]", "[5]");
    assertThat(values(x.splitSizes(0, 1, 0, 4))).containsExactly("[1]", "[]", "[2, 3, 4, 5]");
    assertThat(values(x.chunk(0, 4))).containsExactly("[1, 2]", "[3, 4]", "[5]");
    assertThat(values(x.chunk(0, 9))).hasSize(5);
    assertThat(values(upTo(DType.F64, 2, 2).unbind(1))).containsExactly("[1, 3]", "[2, 4]");
    assertThat(values(upTo(DType.F64, 0).split(0, 3))).containsExactly("[]");
    assertThat(values(upTo(DType.F64, 0).chunk(0, 3))).containsExactly("[]", "[]", "[]");
    assertThat(upTo(DType.F64, 0, 2).unbind(0)).isEmpty();
    assertThat(upTo(DType.F64, 0).splitSizes(0)).isEmpty();
  }

  private static List<String> values(List<Tensor> parts) {
    return parts.stream().map(part -> Arrays.toString(part.toLongs())).toList();
  }

  @Test
  void several_tensors_become_one() {
    var a = Tensor.of(1, 2).requiresGrad();
    var b = Tensor.of(3, 4).requiresGrad();
    assertThat(a.stack(0, b).toDoubles()).containsExactly(1, 2, 3, 4);
    assertThat(a.stack(-1, b).toDoubles()).containsExactly(1, 3, 2, 4);
    assertThat(a.stack(1).shape()).isEqualTo(Shape.of(2, 1));
    a.stack(-1, b).times(upTo(DType.F32, 2, 2)).sum().backward();
    assertThat(a.grad().toDoubles()).containsExactly(1, 3);
    assertThat(b.grad().toDoubles()).containsExactly(2, 4);
    assertThatThrownBy(() -> a.stack(0, Tensor.ones(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("stack: tensors are F32[2] and F32[3]; shapes must be equal");
  }

  private record Wrong(
      String says, Class<? extends ChainruleException> error, Supplier<Object> call) {
    @Override
    public String toString() {
      return says;
    }
  }

  static List<Wrong> wrong() {
    var x = upTo(DType.F32, 2, 3);
    var huge = Tensor.zeros(0, 1).expand(0, 1L << 62);
    return List.of(
        new Wrong("flatten: axes 1 to 0 of", IndexException.class, () -> x.flatten(1, 0)),
        new Wrong("unflatten: axis 1 of shape", ShapeException.class, () -> x.unflatten(1, 2, 2)),
        new Wrong("unflatten: ", ShapeException.class, () -> x.unflatten(1, 2, -1)),
        new Wrong("unflatten: axis 0 of", ShapeException.class, () -> x.unflatten(0)),
        new Wrong("unsqueeze: new axis 3", IndexException.class, () -> x.unsqueeze(3)),
        new Wrong("squeeze: axis 2", IndexException.class, () -> x.squeeze(2)),
        new Wrong("moveAxis: axis -3", IndexException.class, () -> x.moveAxis(0, -3)),
        new Wrong("expand: [-1, 2, 3]", ShapeException.class, () -> x.expand(-1, 2, 3)),
        new Wrong("flip: axes [0, -2]", IndexException.class, () -> x.flip(0, -2)),
        new Wrong("rot90: axes 1 and -1", IndexException.class, () -> x.rot90(1, 1, -1)),
        new Wrong(
            "roll: axes [0], shifts []",
            ArgumentException.class,
            () -> x.roll(new int[] {0}, new long[0])),
        new Wrong("tile: times [1, -1]", ArgumentException.class, () -> x.tile(-1)),
        new Wrong("repeat: times [2]", ArgumentException.class, () -> x.repeat(2)),
        new Wrong("tile: size", LimitException.class, () -> huge.tile(4, 4)),
        new Wrong(
            "repeatInterleave: size", LimitException.class, () -> huge.repeatInterleave(1, 4)),
        new Wrong(
            "repeatInterleave: -1 times", ArgumentException.class, () -> x.repeatInterleave(0, -1)),
        new Wrong(
            "repeatInterleave: size",
            LimitException.class,
            () ->
                x.repeatInterleave(
                    0, Tensor.of(Shape.of(2), new long[] {Long.MAX_VALUE, Long.MAX_VALUE}))),
        new Wrong("split: parts of size 0", ArgumentException.class, () -> x.split(0, 0)),
        new Wrong("split: makes 46116860184", LimitException.class, () -> huge.split(1, 1)),
        new Wrong("unbind: makes", LimitException.class, () -> huge.unbind(1)),
        new Wrong(
            "chunk: makes 2147483647",
            LimitException.class,
            () -> Tensor.zeros(0).chunk(0, Integer.MAX_VALUE)),
        new Wrong("chunk: 0 parts", ArgumentException.class, () -> x.chunk(0, 0)),
        new Wrong("splitSizes: sizes [1, 2]", ShapeException.class, () -> x.splitSizes(0, 1, 2)),
        new Wrong(
            "splitSizes: sizes",
            ShapeException.class,
            () -> x.splitSizes(0, Long.MAX_VALUE, Long.MAX_VALUE, 4)),
        new Wrong("padReflect: width 3 on", ShapeException.class, () -> x.padReflect(0, 3)),
        new Wrong("padReflect: width -1", ArgumentException.class, () -> x.padReflect(-1, 3)),
        new Wrong("padCircular: width 4", ShapeException.class, () -> x.padCircular(4, 0)),
        new Wrong(
            "padReplicate: width 1",
            ShapeException.class,
            () -> Tensor.zeros(0).padReplicate(1, 0)),
        new Wrong("padReplicate: widths [1]", ArgumentException.class, () -> x.padReplicate(1)),
        new Wrong("padCircular: size", LimitException.class, () -> huge.padCircular(1L << 62, 0)));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrong_calls_say_what_is_needed(Wrong each) {
    assertThatThrownBy(() -> each.call.get())
        .isInstanceOf(each.error)
        .hasMessageStartingWith(each.says);
  }
}
