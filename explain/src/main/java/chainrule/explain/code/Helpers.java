// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import java.util.EnumSet;
import java.util.Set;

/** Which small methods a class needs; asking for a call notes it. */
final class Helpers {

  private final Set<Helper> used = EnumSet.noneOf(Helper.class);

  /** A call of one with arguments. */
  String call(Helper helper, Object... arguments) {
    add(helper);
    StringBuilder call = new StringBuilder(helper.method()).append('(');
    for (int i = 0; i < arguments.length; i++) {
      call.append(i == 0 ? "" : ", ").append(arguments[i]);
    }
    return call.append(')').toString();
  }

  private void add(Helper helper) {
    if (used.add(helper)) {
      for (Helper other : Helper.values()) {
        if (helper.calls(other)) {
          add(other);
        }
      }
    }
  }

  /** Those asked for and those they need, in their order. */
  Set<Helper> used() {
    return used;
  }
}
