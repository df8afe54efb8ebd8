// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/**
 * What an operation is called and what is said of it, under its gate in a circuit.
 *
 * @param name the field's word, as in {@code matmul}
 * @param symbol what stands in a gate on a drawing
 * @param role what it does to a gradient
 * @param kink the convention where the derivative does not exist; empty if it always does
 * @param chineseKink the same in Simplified Chinese
 * @param english one sentence on how the gradient passes
 * @param chinese the same in Simplified Chinese
 */
public record Meaning(
    String name,
    String symbol,
    Role role,
    String kink,
    String chineseKink,
    String english,
    String chinese) {

  /** A meaning without a kink. */
  public static Meaning of(String name, String symbol, Role role, String english, String chinese) {
    return new Meaning(name, symbol, role, "", "", english, chinese);
  }

  /** The same with a convention at a kink, in English and Simplified Chinese. */
  public Meaning withKink(String rule, String chineseRule) {
    return new Meaning(name, symbol, role, rule, chineseRule, english, chinese);
  }
}
