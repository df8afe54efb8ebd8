// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import chainrule.array.Expr;
import chainrule.array.Shape;
import chainrule.tensor.Definition;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Partial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Elementwise operations, by their own programs. */
final class ElementCode implements GateCode {

  private final Definition definition;
  private final Terms terms;
  private final Folding folding;
  private final JavaExpr writer;

  ElementCode(Elementwise op, Terms terms) {
    this.definition = op.define();
    this.terms = terms;
    Shape shape = terms.out().shape();
    List<String> inputs = terms.inputs().stream().map(input -> input.in(shape)).toList();
    folding = new Folding(numbers(terms.inputs()));
    writer = new JavaExpr(inputs, terms.out().at("i"), terms.upstream().at("i"), terms.used());
  }

  private static Map<Integer, Double> numbers(List<Value> inputs) {
    Map<Integer, Double> numbers = new HashMap<>();
    for (int slot = 0; slot < inputs.size(); slot++) {
      int place = slot;
      inputs.get(slot).number().ifPresent(number -> numbers.put(place, number));
    }
    return numbers;
  }

  @Override
  public String value() {
    return terms.over(terms.out().shape(), writer.of(folding.of(definition.value())));
  }

  @Override
  public String contribution(int slot) {
    Expr partial =
        definition.partials().get(slot) instanceof Partial.Local(Expr local) ? local : Expr.of(0);
    String element = writer.of(folding.of(partial));
    return terms.total(terms.out().shape(), terms.input(slot).shape(), element);
  }
}
