// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import java.util.EnumSet;
import java.util.Set;

/** Which small methods a class needs; asking for a call notes it. */
final class Routines {

  private final Set<Routine> used = EnumSet.noneOf(Routine.class);

  /** A call of one with arguments. */
  String call(Routine routine, Object... arguments) {
    add(routine);
    StringBuilder call = new StringBuilder(routine.method()).append('(');
    for (int i = 0; i < arguments.length; i++) {
      call.append(i == 0 ? "" : ", ").append(arguments[i]);
    }
    return call.append(')').toString();
  }

  private void add(Routine routine) {
    if (used.add(routine)) {
      for (Routine other : Routine.values()) {
        if (routine.calls(other)) {
          add(other);
        }
      }
    }
  }

  /** Those asked for and those they need, in their order. */
  Set<Routine> used() {
    return used;
  }
}
