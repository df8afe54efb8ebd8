// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.error.ArgumentException;
import chainrule.explain.layout.Bands;
import chainrule.explain.layout.Drawing;
import chainrule.explain.layout.Glyphs;
import chainrule.explain.layout.Sketch;
import chainrule.graph.Graph;
import chainrule.graph.Pass;
import chainrule.graph.Walkthrough;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A circuit as text: leaves at the left, gates in columns, on each wire its value and its gradient.
 *
 * <pre>
 * x  -2 | -4 ─┐
 *             (+) q  3 | -4 ─┐
 * y   5 | -4 ─┘              (*) f  -12 | 1
 * z  -4 |  3 ────────────────┘
 * </pre>
 *
 * <p>What is not computed yet is {@code –}; a node that no gradient can reach shows its value
 * alone. At a dot a value is copied; its branches show what comes back through each, which adds up
 * to the gradient before the dot. In {@code [ ]} stands the gate that made the step.
 *
 * <p>What is too wide is drawn in up to four bands below each other, where a wire with an arrow
 * goes on at the name of its value; what is wider still becomes a list, one gate a line; more than
 * sixty nodes become a summary. The same circuit always gives the same text.
 */
public final class Circuit {

  /** The most nodes that are drawn or listed. */
  private static final int MOST_NODES = 60;

  /** The most bands a drawing is cut into. */
  private static final int MOST_BANDS = 4;

  private final Moment moment;

  private Circuit(Moment moment) {
    this.moment = moment;
  }

  /**
   * How a circuit is written.
   *
   * @param columns the widest a line may be, at least 20
   * @param ascii whether only seven bits are used; other letters of names become code points
   * @param color whether values are green and gradients red, by ANSI escapes
   * @param language of the words; in Chinese wires are drawn in seven bits, since lines of box
   *     drawing have no certain width there
   */
  public record Options(int columns, boolean ascii, boolean color, Language language) {

    private static final int LEAST_COLUMNS = 20;

    /**
     * Checks the width.
     *
     * @throws ArgumentException if it is less than 20 columns
     */
    public Options {
      if (columns < LEAST_COLUMNS) {
        throw new ArgumentException(
            "circuit: " + columns + " columns; needs " + LEAST_COLUMNS + " at least");
      }
    }

    /** 80 columns, lines of box drawing, no color, English. */
    public static Options standard() {
      return new Options(80, false, false, Language.ENGLISH);
    }

    /** The same with another width. */
    public Options withColumns(int width) {
      return new Options(width, ascii, color, language);
    }

    /** The same in seven bits, or not. */
    public Options withAscii(boolean only) {
      return new Options(columns, only, color, language);
    }

    /** The same with colors, or without. */
    public Options withColor(boolean wanted) {
      return new Options(columns, ascii, wanted, language);
    }

    /** The same in another language. */
    public Options withLanguage(Language other) {
      return new Options(columns, ascii, color, other);
    }

    Glyphs glyphs() {
      return ascii || language == Language.CHINESE ? Glyphs.ASCII : Glyphs.LINES;
    }
  }

  /** The circuit of a pass, with all that it computed. */
  public static Circuit of(Pass pass) {
    return new Circuit(Moment.of(pass));
  }

  /** The circuit of a walk where it is now; it does not follow later steps. */
  public static Circuit of(Walkthrough steps) {
    return new Circuit(Moment.of(steps));
  }

  /** The text in 80 columns. */
  @Override
  public String toString() {
    return toText(Options.standard());
  }

  /** The text, ending with a line feed. */
  public String toText(Options options) {
    return String.join("\n", lines(options)) + "\n";
  }

  private List<String> lines(Options options) {
    Graph graph = moment.graph();
    if (graph.nodes().size() > MOST_NODES) {
      return new Summary(moment, options).lines();
    }
    List<String> lines =
        new ArrayList<>(drawn(options).orElseGet(() -> new GateList(moment, options).lines()));
    lines.addAll(BoxList.lines(graph, options));
    return lines;
  }

  /** The drawing that is in the fewest bands, and of these the one with most detail. */
  private Optional<List<String>> drawn(Options options) {
    Optional<List<Drawing>> best = Optional.empty();
    for (Detail detail : Detail.ALL) {
      Sketch sketch = Sketching.of(moment, new Labels(moment, detail, options));
      for (boolean isAligned : new boolean[] {true, false}) {
        int most = best.map(bands -> bands.size() - 1).orElse(MOST_BANDS);
        Optional<List<Drawing>> found = Bands.of(sketch, options.columns(), most, isAligned);
        best = found.isPresent() ? found : best;
      }
    }
    return best.map(bands -> lines(bands, options));
  }

  private static List<String> lines(List<Drawing> bands, Options options) {
    List<String> lines = new ArrayList<>();
    for (Drawing band : bands) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(band.lines(options.glyphs(), options.color()));
    }
    return lines;
  }
}
