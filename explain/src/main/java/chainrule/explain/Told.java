// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.explain.page.Block;
import chainrule.explain.page.LatexPage;
import chainrule.explain.page.MarkdownPage;
import chainrule.explain.page.TextPage;
import java.util.List;

/** What can be told in words: as plain text, as Markdown, as LaTeX. */
public sealed interface Told permits Explain, Deltas, Wishes {

  /** The blocks that are written, in the language that was chosen; English otherwise. */
  List<Block> page();

  /** The same in a language. */
  Told language(Language language);

  /** Plain text; of ASCII in English, unless a name has other letters. */
  default String text() {
    return new TextPage(Numbers::of).of(page());
  }

  /** Markdown, with headings of the third level. */
  default String markdown() {
    return new MarkdownPage(Numbers::of).of(page());
  }

  /**
   * Rows for {@code align*} of amsmath, to be put between {@code \begin{align*}} and {@code
   * \end{align*}}; Chinese needs a class or package for it, such as ctex.
   */
  default String latex() {
    return new LatexPage(Numbers::of).of(page());
  }
}
