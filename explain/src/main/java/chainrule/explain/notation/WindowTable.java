// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.Function.Kind.REALS;
import static chainrule.explain.notation.Function.Kind.WHOLE;
import static chainrule.explain.notation.Function.Kind.WHOLES;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.tensor.Resampling;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Convolutions, pooling and resizing; a stride, padding or dilation holds for all space axes. */
final class WindowTable {

  private static final Map<String, Resampling> RULES =
      Map.of(
          "exact", Resampling.NEAREST_EXACT,
          "linear", Resampling.LINEAR,
          "corners", Resampling.LINEAR_CORNERS,
          "area", Resampling.AREA);

  private WindowTable() {}

  static Stream<Function> all() {
    return Stream.of(convolutions(), pools(), pooled(), sizes()).flatMap(all -> all);
  }

  private static Stream<Function> convolutions() {
    return Stream.of(
        convolution("conv1d", Tensor::conv1d, Tensor::conv1d),
        convolution("conv2d", Tensor::conv2d, Tensor::conv2d),
        convolution("conv3d", Tensor::conv3d, Tensor::conv3d),
        transposed("transposedConv1d", Tensor::transposedConv1d, Tensor::transposedConv1d),
        transposed("transposedConv2d", Tensor::transposedConv2d, Tensor::transposedConv2d),
        transposed("transposedConv3d", Tensor::transposedConv3d, Tensor::transposedConv3d),
        windows("unfoldWindows", WindowTable::unfolded)
            .optional("stride", WHOLE)
            .optional("padding", WHOLE)
            .optional("dilation", WHOLE));
  }

  /** Windows of one size along all space axes, side by side. */
  private static Stream<Function> pools() {
    return Stream.of(
        pool("maxPool1d", Tensor::maxPool1d),
        pool("maxPool2d", Tensor::maxPool2d),
        pool("maxPool3d", Tensor::maxPool3d),
        pool("averagePool1d", Tensor::averagePool1d),
        pool("averagePool2d", Tensor::averagePool2d),
        pool("averagePool3d", Tensor::averagePool3d));
  }

  private static Stream<Function> pooled() {
    return Stream.of(
        windows("maxPool", WindowTable::maxPooled)
            .optional("stride", WHOLE)
            .optional("padding", WHOLE)
            .optional("dilation", WHOLE)
            .optional("ceil", WHOLE),
        windows("averagePool", WindowTable::averagePooled)
            .optional("stride", WHOLE)
            .optional("padding", WHOLE)
            .optional("ceil", WHOLE)
            .optional("countPadding", WHOLE)
            .optional("divisor", WHOLE),
        adaptive("adaptiveMaxPool", given -> given.first().adaptiveMaxPool(shape(given, "places"))),
        adaptive(
            "adaptiveAveragePool",
            given -> given.first().adaptiveAveragePool(shape(given, "places"))));
  }

  /** What an axis is filled with: what is nearest, if no rule is named. */
  private static Stream<Function> sizes() {
    Function resize =
        Function.of(
                "resize",
                1,
                1,
                given -> given.first().resize(rule("resize", given), given.sizes("sizes")),
                "resize(x, 4, 4)",
                "resize(x, 4, 4, linear=1)")
            .required("sizes", WHOLES);
    Function resizeBy =
        Function.of(
                "resizeBy",
                1,
                1,
                given -> given.first().resizeBy(rule("resizeBy", given), given.reals("scales")),
                "resizeBy(x, 2, 1.5)",
                "resizeBy(x, 2, 1.5, linear=1)")
            .required("scales", REALS);
    return Stream.of(resize, resizeBy)
        .map(each ->
            each.optional("exact", WHOLE)
                .optional("linear", WHOLE)
                .optional("corners", WHOLE)
                .optional("area", WHOLE));
  }

  // ------------------------------------------------------------------ families

  /** A convolution without bias. */
  private interface Plain {
    Tensor of(Tensor x, Tensor weight, Sliding sliding);
  }

  /** A convolution with a bias. */
  private interface Biased {
    Tensor of(Tensor x, Tensor weight, Tensor bias, Sliding sliding);
  }

  private static Function convolution(String name, Plain plain, Biased biased) {
    return Function.of(
            name,
            2,
            3,
            given -> {
              Sliding sliding = sliding(given, 1);
              return given.count() == 2
                  ? plain.of(given.first(), given.second(), sliding)
                  : biased.of(given.first(), given.second(), given.third(), sliding);
            },
            name + "(x, W)",
            name + "(x, W, b)",
            name + "(x, W, stride=2, padding=1)")
        .optional("stride", WHOLE)
        .optional("padding", WHOLE)
        .optional("dilation", WHOLE)
        .optional("groups", WHOLE);
  }

  private static Function transposed(String name, Plain plain, Biased biased) {
    return convolution(name, plain, biased).optional("outputPadding", WHOLE);
  }

  /** An operation with windows of one size. */
  private interface Sized {
    Tensor of(Tensor x, long size);
  }

  private static Function pool(String name, Sized operation) {
    return Function.of(
            name, 1, 1, given -> operation.of(given.first(), given.size("size")), name + "(x, 2)")
        .required("size", WHOLE);
  }

  private static Function windows(String name, Function.Rule rule) {
    return Function.of(name, 1, 1, rule, name + "(x, 2, 2)", name + "(x, 3, 3, stride=2)")
        .required("window", WHOLES);
  }

  private static Function adaptive(String name, Function.Rule rule) {
    return Function.of(name, 1, 1, rule, name + "(x, 2, 2)").required("places", WHOLES);
  }

  // ------------------------------------------------------------------ rules

  private static Tensor unfolded(Given given) {
    return given.first().unfoldWindows(shape(given, "window"), sliding(given, 1));
  }

  private static Tensor maxPooled(Given given) {
    return given.first().maxPool(shape(given, "window"), sliding(given, given.sizes("window")));
  }

  private static Tensor averagePooled(Given given) {
    Shape window = shape(given, "window");
    Sliding sliding = sliding(given, given.sizes("window"));
    return given.has("divisor")
        ? given.first().averagePool(window, sliding, given.size("divisor"))
        : given.first().averagePool(window, sliding, given.number("countPadding", 1) != 0);
  }

  /** How windows slide, by a stride if another is not given. */
  private static Sliding sliding(Given given, long... stride) {
    Sliding sliding =
        Sliding.by(given.has("stride") ? given.sizes("stride") : stride)
            .padding(given.size("padding"))
            .dilation(given.whole("dilation", 1))
            .groups(given.whole("groups", 1))
            .outputPadding(given.size("outputPadding"));
    return given.flag("ceil") ? sliding.ceil() : sliding;
  }

  private static Shape shape(Given given, String parameter) {
    return Shape.of(given.sizes(parameter));
  }

  private static Resampling rule(String name, Given given) {
    List<String> named = RULES.keySet().stream().filter(given::flag).sorted().toList();
    if (named.size() > 1) {
      throw new ArgumentException(
          name + ": " + String.join(" and ", named) + " exclude each other; one rule is needed");
    }
    return named.stream().map(RULES::get).findFirst().orElse(Resampling.NEAREST);
  }
}
