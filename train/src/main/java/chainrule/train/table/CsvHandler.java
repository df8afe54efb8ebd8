// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.error.FormatException;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.List;

/** Gathers the fields of one record after another, and refuses too many or too long ones. */
final class CsvHandler extends CsvCallbackHandler<CsvRow> {

  /** The most fields of a record. */
  static final int MOST_COLUMNS = 10_000;

  /** The most characters of a field. */
  static final int MOST_CHARACTERS = 1_000_000;

  /** What an empty line becomes; it is passed over. */
  private static final CsvRow BLANK = new CsvRow(0, new String[0]);

  private final String source;
  private final List<String> fields = new ArrayList<>();
  private long line = 1;
  private boolean blank;

  CsvHandler(String source) {
    this.source = source;
  }

  /** Where the record begins that is being read or was read last. */
  long line() {
    return line;
  }

  @Override
  protected RecordType getRecordType() {
    return blank ? RecordType.EMPTY : RecordType.DATA;
  }

  @Override
  protected int getFieldCount() {
    return fields.size();
  }

  @Override
  protected void beginRecord(long startingLineNumber) {
    line = startingLineNumber;
    fields.clear();
    blank = false;
  }

  @Override
  protected void addField(char[] buffer, int from, int length, boolean quoted) {
    if (fields.size() == MOST_COLUMNS) {
      throw new FormatException(
          source + ": line " + line + " has more than " + MOST_COLUMNS + " columns, the limit");
    }
    if (length > MOST_CHARACTERS) {
      throw tooLong();
    }
    fields.add(new String(buffer, from, length));
  }

  /** A field beyond the limit. */
  FormatException tooLong() {
    return new FormatException(
        source + ": line " + line + ": a field has more than " + MOST_CHARACTERS + " characters",
        "if it should not: a quote is opened there and never closed");
  }

  @Override
  protected void setComment(char[] buffer, int from, int length) {
    throw new AssertionError("comments are read as data");
  }

  @Override
  protected void setEmpty() {
    blank = true;
  }

  @Override
  protected CsvRow buildRecord() {
    return blank ? BLANK : new CsvRow(line, fields.toArray(String[]::new));
  }
}
