// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.random.Rng;
import java.util.Locale;

/**
 * Passengers of a ship that never was: the columns, gaps and quotes of the well-known table, and a
 * known rule of who is saved, from which one in eight departs.
 */
final class PassengerTwin {

  private static final String[] SYLLABLES = {"Bra", "O'Ne", "Å", "lo", "mu", "ta", "ri", "ko"};
  private static final char[] PORTS = {'S', 'S', 'S', 'C', 'Q'};
  private static final double EXCEPTIONS = 1.0 / 8;

  private PassengerTwin() {}

  /** So many passengers as CSV. */
  static String csv(int rows, Rng rng) {
    StringBuilder csv =
        new StringBuilder("PassengerId,Saved,Class,Name,Sex,Age,Fare,Ship,Cabin,Port\r\n");
    for (int i = 0; i < rows; i++) {
      Rng own = rng.child(i);
      int level = 1 + own.child("class").below(0, 3);
      boolean woman = own.child("sex").uniform(0) < 0.4;
      double age = Math.max(0.5, 30 + 14 * own.child("age").normal(0));
      double fare = 60.0 / level * (0.6 + own.child("fare").uniform(0));
      boolean saved =
          (woman && (level < 3 || age < 40) || age < 12)
              ^ own.child("exception").uniform(0) < EXCEPTIONS;
      StringBuilder name = new StringBuilder();
      for (int s = 0; s < 4; s++) {
        name.append(SYLLABLES[own.child("name").below(s, SYLLABLES.length)]);
      }
      String cabin =
          own.child("cabin").uniform(0) < 0.8 && level == 1
              ? "ABCDE".charAt(own.child("deck").below(0, 5)) + "" + i
              : "";
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%d,\"%s, No. %d \"\"x\"\"\",%s,%s,%.4f,Twin,%s,%s\r\n",
              i + 1,
              saved ? 1 : 0,
              level,
              name,
              i,
              woman ? "female" : "male",
              own.child("gap").uniform(0) < 0.2 ? "" : String.format(Locale.ROOT, "%.1f", age),
              fare,
              cabin,
              own.child("gap").uniform(1) < 0.01 ? "" : PORTS[own.child("port").below(0, 5)]));
    }
    return csv.toString();
  }
}
