// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FormatException;
import chainrule.nn.Layer;
import chainrule.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the tensors of a file into the leaves of a network: all of them, or none. */
final class Weights {

  private final Map<String, SafetensorsEntry> entries = new LinkedHashMap<>();
  private final List<Slot> slots;
  private final boolean torch;
  private final List<String> problems = new ArrayList<>();

  private Weights(SafetensorsFile content, Layer network, boolean torch) {
    content.entries().forEach(entry -> entries.put(entry.name(), entry));
    slots = torch ? Slot.torch(network) : Slot.own(network);
    this.torch = torch;
    if (torch) {
      entries.values().removeIf(this::isCounter);
    }
  }

  /**
   * Rewrites the leaves of a network.
   *
   * @param names by path of a leaf or a layer, what the file calls it, if it is not told otherwise
   * @param torch whether the file is PyTorch's: weights of linear layers [out, in], and its names
   * @throws FormatException if anything does not fit; then no leaf is touched
   */
  static void fill(
      Layer network, SafetensorsFile content, Path file, Map<String, String> names, boolean torch) {
    Weights weights = new Weights(content, network, torch);
    Map<Slot, SafetensorsEntry> found = weights.found(names);
    found.forEach(weights::check);
    weights.checkAllUsed(found);
    if (!weights.problems.isEmpty()) {
      throw weights.refused(network, file);
    }
    Map<Slot, Tensor> values = new LinkedHashMap<>();
    found.forEach((slot, entry) -> values.put(slot, weights.values(slot, entry)));
    values.forEach((slot, tensor) -> slot.leaf().assign(tensor));
  }

  /** How many batches a batch norm has seen, which nothing here depends on. */
  private boolean isCounter(SafetensorsEntry entry) {
    String owner = entry.name().substring(0, entry.name().lastIndexOf('.') + 1);
    return entry.name().equals(owner + "num_batches_tracked")
        && entry.dtype() == DType.I64
        && entry.shape().rank() == 0
        && entries.containsKey(owner + "running_mean");
  }

  private Map<Slot, SafetensorsEntry> found(Map<String, String> names) {
    Set<String> unused = new HashSet<>(names.keySet());
    Map<Slot, String> given = new HashMap<>();
    for (Slot slot : slots) {
      named(slot, names, unused).ifPresent(name -> given.put(slot, name));
    }
    unused.stream()
        .sorted()
        .forEach(path -> problems.add("no leaf or layer: " + Printable.of(path)));
    Map<String, String> matched = matched(given);
    Map<Slot, SafetensorsEntry> found = new LinkedHashMap<>();
    for (Slot slot : slots) {
      String name = given.getOrDefault(slot, matched.getOrDefault(slot.name(), slot.name()));
      SafetensorsEntry entry = entries.get(name);
      if (entry == null) {
        problems.add("missing: " + slot.path() + " " + slot.leaf().spec() + as(slot.path(), name));
      } else {
        found.put(slot, entry);
      }
    }
    return found;
  }

  /** What the user calls a leaf in the file: by its path, or by that of the nearest layer. */
  private static Optional<String> named(Slot slot, Map<String, String> names, Set<String> unused) {
    String exact = names.get(slot.path());
    if (exact != null) {
      unused.remove(slot.path());
      return Optional.of(exact);
    }
    String name = slot.name();
    for (int end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
      String layer = names.get(name.substring(0, end));
      if (layer != null) {
        unused.remove(name.substring(0, end));
        return Optional.of(layer + name.substring(end));
      }
    }
    return Optional.empty();
  }

  /** The names of the file for those of the network that the user did not give. */
  private Map<String, String> matched(Map<Slot, String> given) {
    if (!torch) {
      return Map.of();
    }
    List<String> ours =
        slots.stream().filter(slot -> !given.containsKey(slot)).map(Slot::name).toList();
    List<String> theirs =
        entries.keySet().stream().filter(name -> !given.containsValue(name)).toList();
    return NameTree.of(ours).match(NameTree.of(theirs));
  }

  private void check(Slot slot, SafetensorsEntry entry) {
    Shape needed = slot.leaf().shape();
    Shape stored = slot.transposed() ? Shape.of(needed.size(1), needed.size(0)) : needed;
    if (!entry.shape().equals(stored) || !fits(entry.values(), slot.leaf().dtype())) {
      problems.add(
          "misfit: "
              + slot.path()
              + as(slot.path(), entry.name())
              + " is "
              + entry.dtype()
              + entry.shape()
              + ", needs "
              + slot.leaf().dtype()
              + stored
              + (slot.transposed() ? ", [out, in]" : ""));
    }
  }

  private static String as(String path, String name) {
    return path.equals(name) ? "" : " (\"" + Printable.of(name) + "\")";
  }

  /** Of another library's numbers those of another type are taken if none of them changes. */
  private boolean fits(Storage values, DType needed) {
    if (values.dtype() == needed || !torch) {
      return values.dtype() == needed;
    }
    return switch (values) {
      case Storage.F32 _ -> needed == DType.F64;
      case Storage.F64(double[] numbers) -> needed == DType.F32 && isExact(numbers);
      default -> false;
    };
  }

  private static boolean isExact(double[] numbers) {
    for (double number : numbers) {
      if (Double.compare((float) number, number) != 0) {
        return false;
      }
    }
    return true;
  }

  private void checkAllUsed(Map<Slot, SafetensorsEntry> found) {
    Set<SafetensorsEntry> used = new HashSet<>(found.values());
    for (SafetensorsEntry entry : entries.values()) {
      if (!used.contains(entry)) {
        problems.add("extra: " + Printable.of(entry.name()) + " " + entry.dtype() + entry.shape());
      }
    }
  }

  private FormatException refused(Layer network, Path file) {
    return new FormatException(
        "model: "
            + file
            + " does not fit "
            + network.label()
            + ":\n    "
            + String.join("\n    ", problems),
        torch
            ? "without chainrule.format in its metadata the file is taken for PyTorch's, where"
                + " weights of linear layers are [out, in]; other names can be given, as in"
                + " Models.loadInto(network, file, Map.of(\"hidden\", \"fc1\"))"
            : "load it into the network it was saved from");
  }

  private Tensor values(Slot slot, SafetensorsEntry entry) {
    Tensor stored = Tensor.of(entry.shape(), entry.values()).to(slot.leaf().dtype());
    return slot.transposed() ? stored.transpose() : stored;
  }
}
