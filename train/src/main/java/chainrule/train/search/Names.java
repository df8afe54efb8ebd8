// SPDX-License-Identifier: Apache-2.0
package chainrule.train.search;

import chainrule.error.ArgumentException;

/** What an option can be called. */
final class Names {

  private Names() {}

  static void check(String name) {
    if (!name.matches("[a-z][a-z0-9-]{0,63}")) {
      throw new ArgumentException(
          "space: \"" + name + "\" is no name of an option",
          "write options without dashes, as lr=1e-4..1e-1:log,hidden=16|32|64");
    }
  }
}
