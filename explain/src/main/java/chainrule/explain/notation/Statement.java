// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import java.util.Optional;

/**
 * One formula, named or not.
 *
 * @param name what stands left of {@code =}; only the last statement may do without
 * @param term the formula
 * @param span where it stands, the name included
 */
public record Statement(Optional<String> name, Term term, Span span) {

  /** As in {@code q = x + y}. */
  public String text() {
    return name.map(given -> given + " = ").orElse("") + term.text();
  }

  /** The statement in LaTeX, for mathematics mode. */
  public String toLatex() {
    return Latex.of(this);
  }
}
