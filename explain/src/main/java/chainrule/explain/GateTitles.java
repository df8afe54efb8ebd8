// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.graph.Node;
import chainrule.tensor.Role;
import java.util.Locale;

/** What a gate is called: after its operation in English, as its sentence does in Chinese. */
final class GateTitles {

  private static final String GATE = "门";

  private GateTitles() {}

  static String of(Node.Gate gate, Language language) {
    if (language == Language.ENGLISH) {
      return gate.op() + " gate";
    }
    String sentence = gate.operation().meaning().chinese();
    int end = sentence.indexOf(GATE);
    return end < 0 ? gate.op() + " " + GATE : sentence.substring(0, end + GATE.length());
  }

  /** The key of a role in the catalogs. */
  static String key(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
