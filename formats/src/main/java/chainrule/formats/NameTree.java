// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names with points as a tree, to find which belong together though their numbers differ: in
 * PyTorch activations are counted as layers too, so that {@code 0.weight, 2.weight} there may be
 * {@code layers.0.weight, layers.1.weight} here.
 */
final class NameTree {

  private static final int MOST_PARTS = 64;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /** By number as far as they are numbers, then by name. */
  private final Map<String, NameTree> inside = new TreeMap<>(NameTree::compare);

  /** The name that ends here; empty if none does. */
  private String whole = "";

  private NameTree() {}

  static NameTree of(Collection<String> names) {
    NameTree root = new NameTree();
    for (String name : names) {
      NameTree at = root;
      for (String part : name.split("\\.", MOST_PARTS)) {
        at = at.inside.computeIfAbsent(part, _ -> new NameTree());
      }
      at.whole = name;
    }
    return root;
  }

  private static int compare(String one, String other) {
    boolean first = NUMBER.matcher(one).matches();
    boolean second = NUMBER.matcher(other).matches();
    if (first && second) {
      int order = Integer.compare(Integer.parseInt(one), Integer.parseInt(other));
      return order == 0 ? one.compareTo(other) : order;
    }
    return first == second ? one.compareTo(other) : first ? -1 : 1;
  }

  /**
   * Each name of this tree with the one of the other that stands in its place: as the trees are, or
   * inside of what alone they hold, whichever finds more.
   */
  Map<String, String> match(NameTree other) {
    Map<String, String> plain = new HashMap<>();
    pair(other, plain);
    Map<String, String> inner = new HashMap<>();
    innermost().pair(other.innermost(), inner);
    return inner.size() > plain.size() ? inner : plain;
  }

  /** Inside of all that holds a single layer, such as {@code model.}. */
  private NameTree innermost() {
    NameTree at = this;
    while (at.whole.isEmpty() && at.inside.size() == 1) {
      NameTree only = at.inside.values().iterator().next();
      if (only.inside.isEmpty()) {
        break;
      }
      at = only;
    }
    return at;
  }

  private void pair(NameTree other, Map<String, String> pairs) {
    if (!whole.isEmpty() && !other.whole.isEmpty()) {
      pairs.put(whole, other.whole);
    }
    List<NameTree> mine = List.copyOf(inside.values());
    List<NameTree> others = List.copyOf(other.inside.values());
    if (isNumbered() && other.isNumbered() && mine.size() == others.size()) {
      for (int i = 0; i < mine.size(); i++) {
        mine.get(i).pair(others.get(i), pairs);
      }
      return;
    }
    inside.forEach((part, tree) -> {
      if (other.inside.containsKey(part)) {
        tree.pair(other.inside.get(part), pairs);
      }
    });
  }

  private boolean isNumbered() {
    return inside.keySet().stream().allMatch(part -> NUMBER.matcher(part).matches());
  }
}
