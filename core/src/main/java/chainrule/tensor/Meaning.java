// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * What an operation is called and what is said of it, under its gate in a circuit and in the table
 * of operations.
 *
 * @param name the field's word, as in {@code matmul}
 * @param symbol what stands in a gate on a drawing
 * @param role what it does to a gradient
 * @param kink the convention where the derivative does not exist; empty if it always does
 * @param chineseKink the same in Simplified Chinese
 * @param english one sentence on how the gradient passes
 * @param chinese the same in Simplified Chinese
 * @param card formula, shapes and what PyTorch calls it
 */
public record Meaning(
    String name,
    String symbol,
    Role role,
    String kink,
    String chineseKink,
    String english,
    String chinese,
    Card card) {

  /**
   * The operation's row in the table of operations.
   *
   * @param formula the value, with inputs a, b, c; empty where the definition shows it
   * @param shapes from the inputs to the output, as in {@code [.., m, k], [.., k, n] -> [.., m,
   *     n]}; empty for elementwise operations, whose inputs broadcast
   * @param torch its name in PyTorch, as in {@code torch.matmul}; empty if it has none there
   */
  public record Card(String formula, String shapes, String torch) {
    static final Card BLANK = new Card("", "", "");
  }

  /** A meaning without a kink. */
  public static Meaning of(String name, String symbol, Role role, String english, String chinese) {
    return new Meaning(name, symbol, role, "", "", english, chinese, Card.BLANK);
  }

  /** The same with a convention at a kink, in English and Simplified Chinese. */
  public Meaning withKink(String rule, String chineseRule) {
    return new Meaning(name, symbol, role, rule, chineseRule, english, chinese, card);
  }

  /** The same with formula, shapes and PyTorch's name. */
  public Meaning withCard(String formula, String shapes, String torch) {
    return new Meaning(
        name, symbol, role, kink, chineseKink, english, chinese, new Card(formula, shapes, torch));
  }

  /** The same with PyTorch's name, for elementwise operations, whose formula is their program. */
  public Meaning withTorch(String torch) {
    return withCard("", "", torch);
  }
}
