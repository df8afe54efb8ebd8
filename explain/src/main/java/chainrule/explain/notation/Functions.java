// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.explain.text.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The functions that can be called, by the names of the operations and other names. */
final class Functions {

  private static final List<Function> ALL = FunctionTable.all();
  private static final Map<String, Function> BY_KEY = byKey();

  private Functions() {}

  /** All functions. */
  static List<Function> all() {
    return ALL;
  }

  /** The function of a name, whatever its case and underscores. */
  static Optional<Function> named(String name) {
    return Optional.ofNullable(BY_KEY.get(key(name)));
  }

  /** The name that a mistyped one is near to. */
  static Optional<String> near(String name) {
    return Nearest.to(name, ALL.stream().map(Function::name).toList());
  }

  private static Map<String, Function> byKey() {
    Map<String, Function> functions = new HashMap<>();
    for (Function function : ALL) {
      Stream.concat(Stream.of(function.name()), function.aliases().stream())
          .forEach(name -> functions.put(key(name), function));
    }
    return Map.copyOf(functions);
  }

  /** Greek capitals mean other things than small letters do. */
  private static String key(String name) {
    boolean latin = name.codePoints().allMatch(letter -> letter < 0x80);
    return latin ? name.toLowerCase(Locale.ROOT).replace("_", "") : name;
  }
}
