// SPDX-License-Identifier: Apache-2.0
package chainrule.bench;

import chainrule.formats.Json;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * What the user sees: rows on standard output, as a table or as JSON; all else on standard error.
 *
 * @param json whether rows are objects
 */
record Screen(PrintStream out, PrintStream err, boolean json) {

  private static final String FORM = "%-52s %-10s %12s %12s %7s%n";
  private static final MathContext DIGITS = new MathContext(6);

  void head() {
    if (!json) {
      out.printf(Locale.ROOT, FORM, "work", "peer", "ours", "peer's", "ratio");
    }
  }

  void row(Row row) {
    if (json) {
      out.println(object(row).toText());
    } else {
      out.printf(
          Locale.ROOT,
          FORM,
          row.work(),
          row.peer(),
          figure(row.ours(), row.unit()),
          figure(row.theirs(), row.unit()),
          Double.isNaN(row.ratio()) ? "" : number(row.ratio()));
    }
    out.flush();
  }

  void note(String text) {
    err.println("bench: " + text);
  }

  /** A row as it stands on standard output; a figure that is no time has its unit with it. */
  static Json.JsonObject object(Row row) {
    Json.JsonObject object =
        Json.object()
            .with("work", row.work())
            .with("peer", row.peer())
            .with("ours_us", rounded(row.isTime() ? row.ours() : Double.NaN))
            .with("peer_us", rounded(row.isTime() ? row.theirs() : Double.NaN))
            .with("ratio", rounded(row.ratio()));
    return row.isTime()
        ? object
        : object
            .with("unit", row.unit())
            .with("ours", rounded(row.ours()))
            .with("peer_figure", rounded(row.theirs()));
  }

  /** A number with six digits, which is more than a clock knows; null if it is not finite. */
  static Json rounded(double value) {
    return Double.isFinite(value)
        ? Json.of(new BigDecimal(value).round(DIGITS).doubleValue())
        : new Json.JsonNull();
  }

  private static String figure(double value, String unit) {
    return Double.isNaN(value) ? "" : number(value) + " " + unit;
  }

  /** Three digits that count, or all before the point; at most four behind it. */
  static String number(double value) {
    double size = Math.abs(value);
    int decimals =
        size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 || size == 0 ? 2 : size >= 0.1 ? 3 : 4;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
