// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.Wish.Lever;
import chainrule.explain.formula.Formula;
import chainrule.explain.page.Block;
import chainrule.explain.page.Piece;
import java.util.ArrayList;
import java.util.List;

/** Puts wishes into words. */
final class WishWords {

  private final Catalog catalog;
  private final List<Block> blocks = new ArrayList<>();

  WishWords(Catalog catalog) {
    this.catalog = catalog;
  }

  List<Block> of(Wishes wishes) {
    boolean isSingle = wishes.samples() == 1;
    Formula cost = new Formula.Equality(List.of(new Formula.Name("C"), Formula.of(wishes.cost())));
    if (isSingle) {
      heading("wishes.one");
      line("wishes.cost", wishes.loss(), cost);
    } else {
      heading("wishes.mean", wishes.samples());
      line("wishes.mean.cost", wishes.loss(), cost);
    }
    heading("wishes.outputs");
    line(isSingle ? "wishes.outputs" : "wishes.mean.outputs");
    table(wishes.strongest(Lever.OUTPUT, wishes.top()));
    heading("wishes.levers");
    lever(wishes, 1, Lever.BIAS, "wishes.bias", "wishes.bias.none");
    lever(wishes, 2, Lever.WEIGHT, "wishes.weight", "wishes.weight");
    lever(wishes, 3, Lever.ACTIVATION, "wishes.activation", "wishes.activation.none");
    heading("wishes.ranked");
    line("wishes.ranked");
    table(wishes.strongest(wishes.top()));
    return blocks;
  }

  private void heading(String key, Object... values) {
    blocks.add(new Block.Heading(catalog.pieces("heading." + key, values)));
  }

  private void line(String key, Object... values) {
    blocks.add(new Block.Line(0, 0, catalog.pieces(key, values)));
  }

  private void lever(Wishes wishes, int number, Lever lever, String key, String otherwise) {
    List<Wish> strongest = wishes.strongest(lever, wishes.top());
    if (strongest.isEmpty()) {
      blocks.add(new Block.Line(1, number, catalog.pieces(otherwise)));
    } else {
      blocks.add(new Block.Line(1, number, catalog.pieces(key)));
      table(strongest);
    }
  }

  private void table(List<Wish> wishes) {
    boolean hangs = wishes.stream().anyMatch(wish -> wish.hangsOn().isPresent());
    List<List<Piece>> header = new ArrayList<>();
    header.add(catalog.pieces("wish.what"));
    header.add(catalog.pieces("wish.now"));
    if (hangs) {
      header.add(catalog.pieces("wish.hangs"));
    }
    header.add(catalog.pieces("wish.change"));
    header.add(catalog.pieces("wish.direction"));
    blocks.add(new Block.Grid(header, wishes.stream().map(wish -> row(wish, hangs)).toList()));
  }

  private List<List<Piece>> row(Wish wish, boolean hangs) {
    List<List<Piece>> row = new ArrayList<>();
    row.add(List.of(new Piece.Words(wish.label())));
    row.add(number(wish.now()));
    if (hangs) {
      row.add(wish.hangsOn().isPresent() ? number(wish.hangsOn().getAsDouble()) : List.of());
    }
    row.add(number(wish.change()));
    String key = wish.change() > 0 ? "wish.raise" : wish.change() < 0 ? "wish.lower" : "wish.keep";
    row.add(catalog.pieces(key));
    return row;
  }

  private static List<Piece> number(double value) {
    return List.of(new Piece.Inline(Formula.of(value)));
  }
}
