// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.array.Shape;
import chainrule.explain.formula.Formula;
import chainrule.explain.page.Piece;
import chainrule.tensor.Meaning;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts remarks into words. */
final class RemarkWords {

  private final Catalog catalog;
  private final Language language;

  RemarkWords(Catalog catalog) {
    this.catalog = catalog;
    language = catalog.language();
  }

  /** A remark as a line of its own. */
  List<Piece> of(Remark remark) {
    return switch (remark) {
      case Remark.Reason(Meaning meaning) ->
          List.of(new Piece.Words(language.choose(meaning.english(), meaning.chinese())));
      case Remark.NumberReason(Remark.NumberReason.Form form, double number) ->
          catalog.pieces("number." + form.name().toLowerCase(Locale.ROOT), figure(number));
      case Remark.AtKink kink -> kink(kink);
      case Remark.CountedTwice(double upstream, double twice) ->
          catalog.pieces("twice", figure(upstream), figure(twice));
      case Remark.Nothing() -> catalog.pieces("nothing");
      case Remark.Blocked blocked -> blocked(blocked);
      case Remark.Diagonal(long size) -> catalog.pieces("diagonal", size);
      case Remark.Stretched stretched -> stretched(stretched);
      case Remark.Dimensions dimensions -> dimensions(dimensions);
      case Remark.Portrait portrait -> portrait("portrait", portrait);
      case Remark.NonFinite(Formula name, double value, boolean isGiven) ->
          catalog.pieces(isGiven ? "nonfinite.given" : "nonfinite", name, figure(value));
      case Remark.Effect effect -> effect(effect);
    };
  }

  /**
   * What stands behind an equation: of a large tensor its sizes and a few numbers, of a leaf the
   * effect of its gradient.
   */
  List<Piece> behind(List<Remark> remarks, boolean isAlone) {
    return remarks.stream()
        .map(remark ->
            switch (remark) {
              case Remark.Portrait portrait ->
                  portrait(isAlone ? "portrait.alone" : "portrait", portrait);
              case Remark.Effect effect -> effect(effect);
              default -> List.<Piece>of();
            })
        .flatMap(List::stream)
        .toList();
  }

  /** Whether a remark stands behind an equation rather than on a line of its own. */
  static boolean isBehind(Remark remark) {
    return remark instanceof Remark.Portrait || remark instanceof Remark.Effect;
  }

  private static Formula figure(double number) {
    return Formula.of(number);
  }

  private List<Piece> kink(Remark.AtKink kink) {
    String rule = language.choose(kink.meaning().kink(), kink.meaning().chineseKink());
    return kink.count() == 1
        ? catalog.pieces("kink", rule)
        : catalog.pieces("kink.some", rule, kink.places(), kink.count());
  }

  private List<Piece> blocked(Remark.Blocked blocked) {
    String reason = language.choose(blocked.none().reason(), blocked.none().chineseReason());
    return catalog.pieces("blocked", new Formula.Name(blocked.to()), reason);
  }

  private List<Piece> stretched(Remark.Stretched stretched) {
    String axes = stretched.axes().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return catalog.pieces(
        stretched.axes().size() == 1 ? "stretched" : "stretched.axes",
        new Formula.Name(stretched.name()),
        stretched.from(),
        stretched.to(),
        axes);
  }

  private List<Piece> dimensions(Remark.Dimensions hint) {
    Formula upstream = new Formula.Gradient(hint.gate());
    List<Piece> verdict =
        hint.outcome()
            .map(shape -> verdict(hint, shape))
            .orElseGet(() -> catalog.pieces("dimensions.impossible", hint.wrong()));
    return catalog.pieces(
        "dimensions",
        upstream,
        hint.upstream(),
        new Formula.Name(hint.other()),
        hint.factor(),
        new Formula.Gradient(hint.input()),
        hint.needed(),
        hint.right(),
        verdict);
  }

  private List<Piece> verdict(Remark.Dimensions hint, Shape shape) {
    String key = shape.equals(hint.needed()) ? "dimensions.both" : "dimensions.other";
    return catalog.pieces(key, hint.wrong(), shape);
  }

  private List<Piece> portrait(String key, Remark.Portrait portrait) {
    List<Piece> first =
        IntStream.range(0, portrait.first().size())
            .boxed()
            .flatMap(i ->
                IntStream.range(i == 0 ? 1 : 0, 2)
                    .mapToObj(part ->
                        part == 0
                            ? new Piece.Words(", ")
                            : (Piece) new Piece.Inline(figure(portrait.first().get(i)))))
            .toList();
    return catalog.pieces(
        key,
        portrait.shape(),
        figure(portrait.min()),
        figure(portrait.max()),
        figure(portrait.norm()),
        first);
  }

  private List<Piece> effect(Remark.Effect effect) {
    String key =
        effect.gradient() == 0
            ? "effect.none"
            : effect.gradient() > 0 ? "effect.rises" : "effect.falls";
    return catalog.pieces(
        key,
        new Formula.Name(effect.leaf()),
        new Formula.Name(effect.target()),
        figure(Math.abs(effect.gradient())));
  }
}
